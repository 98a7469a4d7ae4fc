import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark', 'contrast'] as const;

function tokensOf(theme: string): Map<string, string> {
  const block = css.split(`[data-theme='${theme}']`)[1]?.split('}')[0] ?? '';
  return new Map([...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]));
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(first: string, second: string): number {
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const tones = ['good', 'warn', 'bad', 'info', 'accent'];
const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const readable: [string, string][] = [
  ...['text', 'muted', ...tones].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    ['text', `${tone}-soft`],
  ]),
  ...['good', 'warn', 'bad', 'info'].map((tone): [string, string] => [`on-${tone}`, `${tone}-solid`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['muted', 'accent-soft'],
];
const visible: [string, string][] = grounds.flatMap((ground): [string, string][] => [
  ['line-strong', ground],
  ['focus', ground],
  ...[1, 2, 3, 4, 5, 6].map((index): [string, string] => [`chart-${index}`, ground]),
]);

test.each(themes)('%s: every text stands out 4.5 to 1 on every ground it may stand on, every edge 3 to 1', (theme) => {
  const tokens = tokensOf(theme);
  const failing = (pairs: [string, string][], least: number) =>
    pairs
      .map(([ink, ground]) => ({ ink, ground, ratio: contrast(tokens.get(ink) ?? '#000000', tokens.get(ground) ?? '#000000') }))
      .filter(({ ratio }) => ratio < least)
      .map(({ ink, ground, ratio }) => `${ink} on ${ground}: ${ratio.toFixed(2)}`);
  expect(failing(readable, 4.5)).toEqual([]);
  expect(failing(visible, 3)).toEqual([]);
});
