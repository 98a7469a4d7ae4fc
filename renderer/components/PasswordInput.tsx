import { Eye, EyeOff } from 'lucide-react';
import { type ComponentPropsWithRef, type KeyboardEvent, useState } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './controlClass.ts';
import { useFieldAria } from './Field.tsx';

type PasswordInputProps = Omit<ComponentPropsWithRef<'input'>, 'type'>;

/** Says when Caps Lock is on: the commonest reason a right passphrase is refused. */
export function PasswordInput({ className, onKeyUp, ...rest }: PasswordInputProps) {
  const aria = useFieldAria();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  const watchCapsLock = (event: KeyboardEvent<HTMLInputElement>) => {
    setCapsLock(event.getModifierState('CapsLock'));
    onKeyUp?.(event);
  };
  return (
    <span className={classes('block', className)}>
      <span className="relative flex items-center">
        <input
          autoComplete="off"
          spellCheck={false}
          {...aria}
          {...rest}
          type={shown ? 'text' : 'password'}
          onKeyUp={watchCapsLock}
          className={classes(controlClass, 'pe-9')}
        />
        <button
          type="button"
          aria-label="Show what is typed"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute end-0.5 grid size-6 place-items-center rounded-control text-muted hover:bg-hover hover:text-text"
        >
          <Icon size={14} aria-hidden />
        </button>
      </span>
      <span role="status" className="block text-small text-warn empty:hidden">
        {capsLock ? 'Caps Lock is on.' : null}
      </span>
    </span>
  );
}
