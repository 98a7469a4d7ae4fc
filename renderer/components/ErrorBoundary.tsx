import { Component, type ReactNode } from 'react';
import { ErrorView } from './ErrorView.tsx';

type ErrorBoundaryProps = Readonly<{
  /** Records the failure and answers with its incident number. */
  report: (error: unknown) => string;
  children: ReactNode;
}>;
type ErrorBoundaryState = Readonly<{ incidentId: string | null }>;

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { incidentId: null };

  override componentDidCatch(error: unknown): void {
    this.setState({ incidentId: this.props.report(error) });
  }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { incidentId: 'being recorded' };
  }

  override render(): ReactNode {
    const { incidentId } = this.state;
    if (incidentId === null) return this.props.children;
    return <ErrorView incidentId={incidentId} onRetry={() => this.setState({ incidentId: null })} />;
  }
}
