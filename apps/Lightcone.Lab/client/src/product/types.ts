/** What the product tells of rules and verdicts; written by apps/Lightcone.Lab/Wasm. */
export interface Position { name: string; x: number; y: number; frozen: boolean; essential: boolean; symbols: string[] }

export interface TrainedNetwork { inputs: number; hidden: number; logits: number; parameters: number; seed: number; steps: number; seen: number }

export interface RuleFunction { positions: Position[]; output: string[]; hash: string; entries: number; table: string; margins: number[]; network: TrainedNetwork | null }

export interface Subject {
  id: number; name: string; task: string | null; summary: string | null; notation: string | null; signature: string;
  dimensions: number; boundary: string; state: string[]; frozen: string[] | null;
  form: 'numbers' | 'symbols' | 'cells'; base: number; sign: string; inputIsFrozen: boolean; hasLaw: boolean; hasWorst: boolean;
  benchmark: string | null; parameters: number; coverage: string | null; rule: RuleFunction; readout: RuleFunction | null;
}

export interface Encoded { width: number; height: number; boundary: string; cells: string; input: string; a: string | null; b: string | null; law: number | null }

export interface Outcome { outcome: 'StepsDone' | 'FixedPoint' | 'Cycle' | 'LimitReached'; steps: number; period: number; transient: number; hash: string; answer: string | null }

export interface Level { level?: 'proved' | 'checked' | 'not proved'; statement?: string; checkedUpTo?: number | null; stepBound?: string | null; unique?: boolean; heals?: boolean | null; [member: string]: unknown }

export interface LatticeBytes { width: number; height: number; cells: string }

export interface Failing { text: string; kind: string; a: string | null; b: string | null; sign: string | null; digits: number; given: string | null; state: LatticeBytes | null; input: LatticeBytes | null }

export interface VerdictReply {
  claim: string; text: string; certified: boolean; reason: string | null;
  counterexamples: { part: string; neighborhood: string; found: string; expected: string }[];
  failing: Failing | null;
  levels: Record<string, Level | string[] | null> & { essential: string[] };
}

export interface PatternReply { rule: string | null; /** A rule file in Golly's format that came with it. */ ruleText: string | null; width: number; height: number; endless: boolean; generation: number; symbols: number; boundary: string; cells: string }

/** What was learned from lines; test says what became of the longest of them, which were held out. */
export interface AnswersReply { subject: Subject; method: string; machine: string; lines: number; right: number; sufficed: number; test: string | null; passed: boolean }

/** A lattice as the product's worker takes it. */
export interface Configuration { width: number; height: number; boundary: string; cells: Uint8Array; input: Uint8Array }

/** A spiking network that was trained on digits, with some of them. */
export interface SpikingReply { architecture: string; encoding: string; steps: number; beta: number; parameters: number; tests: number; /** Neurons of each spiking layer. */ layers: number[]; digits: { sample: number; label: number; pixels: string }[] }

/** What happened in it; numbers are single precision in base64, [step, neuron]. */
export interface ReadingReply { answer: number; counts: number[]; input: string; layers: { threshold: number; currents: string; membranes: string; spikes: string }[]; silent: { layer: number; threshold: number; largestSteadyInput: number }[] }

export interface AgentReply { id: number; architecture: string }
