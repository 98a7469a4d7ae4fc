import { createHost } from '../session/createHost.ts';
import { startApplication } from './application.ts';

void startApplication({ createHost });
