import type { ReadDb } from '#db/handles.ts';
import { readSettingFacts } from '#db/tables/settingValues.ts';
import { SettingsInForce } from '#main/engine/settings/resolve.ts';
import type { BusinessDate } from '#shared/dates.ts';

const inForce = (db: ReadDb, today: BusinessDate) => new SettingsInForce(readSettingFacts(db), today);

/** How long a failed job waits before each further try; after the last it stays failed. */
export const retryMinutesOf = (db: ReadDb, today: BusinessDate): readonly number[] => inForce(db, today).integers('health.retryMinutes');
export const backupsKeptOf = (db: ReadDb, today: BusinessDate): number => inForce(db, today).integer('health.backupsKept');
