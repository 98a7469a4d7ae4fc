import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#renderer/styles/index.css';
import { UiProvider } from '../UiProvider.tsx';
import { Gallery } from './Gallery.tsx';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <UiProvider>
        <Gallery />
      </UiProvider>
    </StrictMode>,
  );
}
