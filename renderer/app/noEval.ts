import { z } from 'zod';

/** The page's policy forbids making code from text, and zod would try. This must run before any schema is made. */
z.config({ jitless: true });
