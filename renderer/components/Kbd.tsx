/** A key combination such as `Ctrl+K`, one cap per key. */
export function Kbd({ keys }: Readonly<{ keys: string }>) {
  const caps = keys === '+' ? ['+'] : keys.split('+');
  return (
    <span className="inline-flex gap-0.5 whitespace-nowrap">
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-small border border-line bg-sunken px-1 font-sans text-mini text-muted"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
