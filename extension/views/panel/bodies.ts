// Bodies of events as the log holds them (internal/cases/event.go). A field a newer version left out
// is shown as empty, never read blindly.

export interface Compensation {
  amount: string;
  form: string;
  why: string;
}

export interface Complaint {
  type: string;
  evidence: string[];
  filed_at: string;
  result: string;
}

export function compensation(body: unknown): Compensation {
  return { amount: text(body, 'amount'), form: text(body, 'form'), why: text(body, 'why') };
}

export function complaint(body: unknown): Complaint {
  const evidence = (body as { evidence?: unknown } | null)?.evidence;
  return {
    type: text(body, 'type'),
    evidence: Array.isArray(evidence) ? evidence.filter((e): e is string => typeof e === 'string') : [],
    filed_at: text(body, 'filed_at'),
    result: text(body, 'result'),
  };
}

function text(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | null)?.[name];
  return typeof value === 'string' ? value : '';
}
