/**
 * Servers that speak a vendor's wire as somebody else would have written them: from the vendor's documents alone, with
 * other habits than `src/simulators/`, of which nothing is used here. What holds against both was not learnt by heart
 * from one of them.
 */

/** One order that the vendor has taken, whether or not its answer arrived. */
export interface Created {
  id: string;
  /** The body as it came. */
  body: Record<string, unknown>;
  /** Milliseconds since 1970 by the vendor's clock. */
  at: number;
  /** Micro-dollars, by the vendor's own price list; 0 for an order that failed and is not charged. */
  cost: number;
}

export interface Fake {
  /** Where it answers; no path. */
  url: string;
  /** What a person would export. */
  environment: Record<string, string>;
  creates(): Created[];
  /** Micro-dollars of everything that was taken. */
  billed(): number;
  /** What a client did that it must not: a key sent to the asset host, a request that the vendor does not have. */
  complaints(): string[];
  close(): Promise<void>;
}

/** Trouble that a look at a job meets instead of an answer. */
export type Trouble = 'reset' | 'bad-gateway' | 'too-many' | 'cut-off' | 'internal';

/** Odd but legal ways, and the weather of a network. Everything may be left out. */
export interface Habits {
  /** Words for a job before it is done, one a look, some of them unknown to the documents; none: done at once. */
  phases?: readonly string[];
  /** Met in this order, one a look, before the first phase. */
  troubles?: readonly Trouble[];
  /** Milliseconds for which a new job is unknown to those who ask for it. */
  unknownFor?: number;
  /** Status of an answer to a create. */
  created?: 200 | 201 | 202;
  /** Only what the documents require; else everything, nulls and members that nobody has heard of. */
  terse?: boolean;
  /** Numbers travel as text where a careless vendor might let them. */
  numbersAsText?: boolean;
  /** Answers are compressed. */
  gzip?: boolean;
  /** Answers come in pieces, without a length. */
  pieces?: boolean;
  /** Seconds that the vendor's clock is ahead. */
  skew?: number;
  oldestFirst?: boolean;
  /** Most entries that a page of a list has, however many were asked for, and how many it repeats of the page before. */
  page?: { size: number; overlap: number };
  /** How many creates are turned away as too many, without a word of when to come again, before any is taken. */
  busy?: number;
  /** Creates, counted from 1, that are taken and then answered by a reset of the connection. */
  lostAnswers?: readonly number[];
  /** Creates, counted from 1, that are taken and fail later, uncharged. */
  failures?: readonly number[];
  asset?: {
    /** Neither ranges nor ETag nor HEAD, nor a length. */
    plain?: boolean;
    /** In small pieces with pauses between. */
    slow?: boolean;
    /** By way of another port. */
    redirect?: boolean;
    /** Content type; null for none. */
    type?: string | null;
    /** The first address of a clip has expired when it is used; the next look gives another. */
    expired?: boolean;
    /** The first transfer of a clip breaks off in the middle. */
    broken?: boolean;
  };
}

export interface FakeOptions {
  /** A film that is delivered for every order; a fake of a voice needs none. */
  clip?: string;
  habits?: Habits;
}
