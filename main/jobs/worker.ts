import { serve } from './serve.ts';
import { isKnownWork, works } from './works.ts';

await serve((kind) => (isKnownWork(kind) ? works[kind] : undefined));
