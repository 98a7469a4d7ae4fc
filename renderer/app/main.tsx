import './noEval.ts';
import '#renderer/styles/index.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme } from '#renderer/components/theme.ts';
import { UiProvider } from '#renderer/components/UiProvider.tsx';
import { bridge, enter } from '#renderer/data/bridge.ts';
import { queryClient, refreshFor } from '#renderer/data/queryClient.ts';
import { Gate } from './Gate.tsx';
import { IncidentBoundary } from './Incident.tsx';
import { reportStrays } from './incidents.ts';

applyTheme('system')();
reportStrays();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no place for the window');

await enter();
bridge().changed((message) => void refreshFor(message));

createRoot(root).render(
  <StrictMode>
    <UiProvider>
      <QueryClientProvider client={queryClient}>
        <IncidentBoundary>
          <Gate />
        </IncidentBoundary>
      </QueryClientProvider>
    </UiProvider>
  </StrictMode>,
);
