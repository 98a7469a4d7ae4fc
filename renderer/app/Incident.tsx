import { Component, type ReactNode, useEffect, useState } from 'react';
import { ErrorView } from '#renderer/components/ErrorView.tsx';
import { reportIncident } from './incidents.ts';

type IncidentViewProps = Readonly<{ error: unknown; onRetry: () => void }>;

/** Reports an unexpected error once and shows its number. */
export function IncidentView({ error, onRetry }: IncidentViewProps) {
  const [id, setId] = useState('being recorded…');
  useEffect(() => {
    let shown = true;
    void reportIncident(`screen ${location.pathname}`, error).then((made) => shown && setId(made));
    return () => {
      shown = false;
    };
  }, [error]);
  return (
    <>
      <h1 className="sr-only">This page failed</h1>
      <ErrorView incidentId={id} onRetry={onRetry} />
    </>
  );
}

type BoundaryState = Readonly<{ failure: Readonly<{ error: unknown }> | null }>;

export class IncidentBoundary extends Component<Readonly<{ children: ReactNode }>, BoundaryState> {
  override state: BoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: { error } };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure ? <IncidentView error={failure.error} onRetry={() => this.setState({ failure: null })} /> : this.props.children;
  }
}
