import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { fieldTitles, type HouseFields, merged, movedFields } from './houseFields.ts';

type StaleHouseProps = Readonly<{
  base: HouseFields;
  mine: HouseFields;
  theirs: HouseFields;
  onKeep: (fields: HouseFields) => void;
  onDrop: () => void;
}>;

/** Somebody saved the record while it was being edited: both versions side by side, and a choice. */
export function StaleHouse({ base, mine, theirs, onKeep, onDrop }: StaleHouseProps) {
  return (
    <Callout tone="warn" title="The house record was changed by somebody else while you were editing">
      <table className="mt-1 w-full text-small">
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-0.5 pe-3 text-start font-medium">
              Field
            </th>
            <th scope="col" className="py-0.5 pe-3 text-start font-medium">
              Saved by them
            </th>
            <th scope="col" className="py-0.5 text-start font-medium">
              Yours
            </th>
          </tr>
        </thead>
        <tbody>
          {movedFields({ base, mine, theirs }).map((name) => (
            <tr key={name}>
              <th scope="row" className="py-0.5 pe-3 text-start font-normal text-muted">
                {fieldTitles[name]}
              </th>
              <td className="py-0.5 pe-3">{theirs[name] || '(empty)'}</td>
              <td className="py-0.5">{mine[name] || '(empty)'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-2 flex gap-2">
        <Button size="small" variant="primary" onClick={() => onKeep(merged({ base, mine, theirs }))}>
          Keep my entries, take the rest from them
        </Button>
        <Button size="small" onClick={onDrop}>
          Drop my entries
        </Button>
      </div>
    </Callout>
  );
}
