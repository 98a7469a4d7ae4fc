import { Compass } from 'lucide-react';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { useGoTo } from './navigate.ts';

export function NotFound() {
  const goTo = useGoTo();
  return (
    <Screen title="No such page">
      <EmptyState
        icon={Compass}
        title="Nothing is at this address"
        text={`There is no page at ${location.pathname} in this version of Clearway. The link may be old, or a letter is missing.`}
        action={
          <Button variant="primary" onClick={() => goTo('/')}>
            Go to Today
          </Button>
        }
      />
    </Screen>
  );
}
