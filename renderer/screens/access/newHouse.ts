import type { TypedTwice } from '#renderer/app/NewPassphrase.tsx';
import type { Profile } from '#shared/model/settings.ts';
import { timeZones } from '#shared/model/timeZones.ts';

/** What a person fills in to make a workspace. */
export type NewHouse = Readonly<{
  name: string;
  profile: Profile;
  timeZone: string;
  currency: string;
  folder: Readonly<{ token: string; place: string }> | null;
  ownerName: string;
  login: string;
  secret: TypedTwice;
}>;

/** The zone of this machine where the house knows it; some machines use a newer name for an old zone. */
export function detectedTimeZone(zone: string = new Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  return timeZones.includes(zone) ? zone : 'UTC';
}

export const startingHouse = (): NewHouse => ({
  name: '',
  profile: 'live',
  timeZone: detectedTimeZone(),
  currency: 'USD',
  folder: null,
  ownerName: '',
  login: '',
  secret: { passphrase: '', repeated: '' },
});

/** Letters that no accent can be taken from. */
const plainLetters: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', đ: 'd', þ: 'th', ı: 'i' };

/** A login made from a name: the first name, in letters every keyboard has. */
export function loginFrom(name: string): string {
  const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const plain = [...bare].map((letter) => plainLetters[letter] ?? letter).join('');
  return (/[a-z0-9][a-z0-9-]*/.exec(plain)?.[0] ?? '').slice(0, 40);
}
