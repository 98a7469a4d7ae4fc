import { type RefObject, useLayoutEffect, useState } from 'react';

const tabsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-tab]')];

/** Moves the line of tabs just far enough; the page itself stays where it is. */
export function revealTab(tab: HTMLElement): void {
  const list = tab.parentElement;
  if (!list || tab.dataset.tab === undefined) return;
  const end = tab.offsetLeft + tab.offsetWidth;
  if (tab.offsetLeft < list.scrollLeft) list.scrollLeft = tab.offsetLeft;
  else if (end > list.scrollLeft + list.clientWidth) list.scrollLeft = end - list.clientWidth;
}

/** Half a pixel of rounding hides nothing. */
const slack = 1;

function outOfSight(list: HTMLElement): readonly string[] {
  const tabs = tabsOf(list);
  const last = tabs.at(-1);
  if (!last || last.offsetLeft + last.offsetWidth <= (list.parentElement?.clientWidth ?? 0) + slack) return [];
  const from = list.scrollLeft - slack;
  const to = list.scrollLeft + list.clientWidth + slack;
  return tabs
    .filter(({ offsetLeft, offsetWidth }) => offsetLeft < from || offsetLeft + offsetWidth > to)
    .map(({ dataset }) => dataset.tab ?? '');
}

/** The ids of the tabs the line has no room for now. `of` names the tabs and the chosen one, which is always brought into sight. */
export function useTabsOutOfSight(ref: RefObject<HTMLElement | null>, of: string): readonly string[] {
  const [hidden, setHidden] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tabs and another choice are measured anew
  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return;
    const measure = () => {
      const now = outOfSight(list);
      setHidden((before) => (before.join() === now.join() ? before : now));
    };
    const show = () => {
      const chosen = list.querySelector<HTMLElement>('[data-active]');
      if (chosen) revealTab(chosen);
      measure();
    };
    const sizes = new ResizeObserver(show);
    for (const part of [list, list.parentElement, ...tabsOf(list)]) if (part) sizes.observe(part);
    list.addEventListener('scroll', measure, { passive: true });
    show();
    return () => {
      sizes.disconnect();
      list.removeEventListener('scroll', measure);
    };
  }, [ref, of]);
  return hidden;
}
