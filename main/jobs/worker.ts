import { serve } from './serve.ts';
import { isKnownWork, works } from './works.ts';

void serve((kind) => (isKnownWork(kind) ? works[kind] : undefined));
