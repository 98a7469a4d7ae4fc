import { createContext, useContext } from 'react';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Permission } from '#shared/model/access.ts';

export type Me = QueryOutput<'access.me'>;

/** Which person in which workspace: part of every key, so that nobody is shown an answer given to somebody else. */
export const SessionKey = createContext('');
export const useSessionKey = (): string => useContext(SessionKey);

/** Given by the shell once it knows who is there; every screen stands inside it. */
export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is for screens inside the shell');
  return me;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

/** How this person wants negative amounts written, as the components name it. */
export const useNegatives = (): 'minus' | 'parens' => (useMe().preferences.negatives === 'parentheses' ? 'parens' : 'minus');
