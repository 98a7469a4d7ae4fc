import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from './copyText.ts';
import { IconButton } from './IconButton.tsx';
import { announce } from './LiveRegion.tsx';

type CopyButtonProps = Readonly<{ text: string; label: string }>;

export function CopyButton({ text, label }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    const done = copyText(text);
    setCopied(done);
    announce(done ? 'Copied.' : 'Copying failed. Select the text and copy it by hand.');
  };
  return <IconButton icon={copied ? Check : Copy} label={label} size="small" onClick={copy} />;
}
