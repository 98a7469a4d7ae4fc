import { useLocation, useParams, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to a path of this window, such as `/users?view=expiring`. */
export function useGoTo(): (path: string) => void {
  const { history } = useRouter();
  return useCallback((path: string) => history.push(path), [history]);
}

/** A part of the path, such as `$userId`. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return params[name] ?? '';
}

/** One value of the address, so that a filtered view survives reload and can be gone back to. Setting it replaces the present entry. */
export function useSearchParam(name: string): readonly [string | null, (value: string | null) => void] {
  const { pathname, searchStr } = useLocation();
  const { history } = useRouter();
  const set = useCallback(
    (value: string | null) => {
      const next = new URLSearchParams(searchStr);
      if (value === null) next.delete(name);
      else next.set(name, value);
      const text = next.toString();
      history.replace(text ? `${pathname}?${text}` : pathname);
    },
    [history, name, pathname, searchStr],
  );
  return [new URLSearchParams(searchStr).get(name), set];
}
