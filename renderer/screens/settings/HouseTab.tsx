import { Asked } from '#renderer/app/Asked.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { HouseForm } from './HouseForm.tsx';
import { TaxIdPanel } from './TaxIdPanel.tsx';

export function HouseTab() {
  const house = useAsk('settings.house', {});
  return (
    <Asked of="the house record" query={house}>
      {(record) => (
        <div className="grid max-w-240 items-start gap-x-10 gap-y-2 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <HouseForm record={record} />
          <TaxIdPanel record={record} />
        </div>
      )}
    </Asked>
  );
}
