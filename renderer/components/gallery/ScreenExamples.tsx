import { Plus } from 'lucide-react';
import { Badge } from '../Badge.tsx';
import { Button } from '../Button.tsx';
import { Card } from '../Card.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import { Screen } from '../Screen.tsx';
import { Section } from '../Section.tsx';
import { Example } from './Example.tsx';

export function ScreenExamples() {
  return (
    <Example name="Screen, Section">
      <div className="overflow-hidden rounded-card border border-line">
        <Screen
          title="Users and roles"
          breadcrumbs={[{ label: 'Settings', goTo: () => {} }, { label: 'Access' }]}
          aside={<Badge tone="good">4 of 5 seats used</Badge>}
          description="Who may open this workspace, and what each of them may do."
          actions={
            <>
              <Button>Roles</Button>
              <Button variant="primary" icon={Plus}>
                Add user
              </Button>
            </>
          }
        >
          <Section
            title="Your own access"
            description="What your role allows in this workspace."
            actions={<Button size="small">Change passphrase</Button>}
          >
            <Card className="px-4 py-1">
              <KeyValueList
                items={[
                  { label: 'Role', value: 'Controller' },
                  { label: 'May approve', value: 'Payments, distributions', help: 'Never what you prepared yourself.' },
                ]}
              />
            </Card>
          </Section>
        </Screen>
      </div>
    </Example>
  );
}
