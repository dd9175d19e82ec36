import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { encodeEvent, type EventData, type EventType } from '../film/events.ts';
import { type MicroUsd, usd, ZERO } from '../film/money.ts';
import { type DatedEvent, type Ledger, ledgerOf, release, reserve, settle } from './ledger.ts';

const BUDGET = usd(5);

describe('the ledger', () => {
  it('begins with the whole budget', () => {
    assert.deepEqual(ledgerOf(BUDGET, []), { budget: BUDGET, reserved: ZERO, spent: ZERO, left: BUDGET, entries: [] });
  });

  it('follows money from reserved to settled and released, and ignores the rest of the story', () => {
    const events = story(
      ['money-reserved', act('a', usd(2))],
      ['production-resumed', { from: 3 }],
      ['money-reserved', act('b', usd(1))],
      ['money-settled', { reservation: 'a', amount: usd(1.5), basis: 'vendor' }],
      ['money-reserved', act('c', usd(0.5))],
      ['money-released', { reservation: 'b', reason: 'not billed' }],
    );
    const ledger = ledgerOf(BUDGET, events);
    assert.deepEqual(
      { reserved: ledger.reserved, spent: ledger.spent, left: ledger.left },
      { reserved: usd(0.5), spent: usd(1.5), left: usd(3) },
    );
    assert.deepEqual(
      ledger.entries.map(({ reservation, state, reserved, settled, note, reservedAt, closedAt }) => [
        reservation,
        state,
        reserved,
        settled,
        note,
        reservedAt,
        closedAt,
      ]),
      [
        ['a', 'settled', usd(2), usd(1.5), 'vendor', 1_000, 1_003],
        ['b', 'released', usd(1), null, 'not billed', 1_002, 1_005],
        ['c', 'reserved', usd(0.5), null, null, 1_004, null],
      ],
    );
  });

  it('grants what fits to the last micro-dollar and refuses one more', () => {
    const ledger = ledgerOf(BUDGET, story(['money-reserved', act('a', usd(2))]));
    assert.equal(reserve(ledger, act('b', usd(3))).kind, 'granted');
    const needed = (usd(3) + 1) as MicroUsd;
    assert.deepEqual(reserve(ledger, act('b', needed)), { kind: 'refused', needed, left: usd(3) });
  });

  it('reserves a name once, and anew after its money was released', () => {
    const reserved = story(['money-reserved', act('a', usd(2))]);
    const standing = reserve(ledgerOf(BUDGET, reserved), act('a', usd(9)));
    assert.equal(standing.kind, 'standing');
    const released = [
      ...reserved,
      ...story(['money-released', { reservation: 'a', reason: 'stopped before it was sent' }]),
    ];
    assert.equal(reserve(ledgerOf(BUDGET, released), act('a', usd(5))).kind, 'granted');
    const again = ledgerOf(BUDGET, [...released, ...story(['money-reserved', act('a', usd(5))])]);
    assert.deepEqual([again.reserved, again.left, again.entries.length], [usd(5), ZERO, 2]);
  });

  it('records the vendor’s bill above the reservation, and grants only free acts from then on', () => {
    const events = story(['money-reserved', act('a', usd(4))]);
    const bill = settle(ledgerOf(BUDGET, events), 'a', usd(6), 'vendor');
    const ledger = ledgerOf(BUDGET, [...events, ...story(['money-settled', bill])]);
    assert.deepEqual([ledger.spent, ledger.reserved, ledger.left], [usd(6), ZERO, ZERO]);
    assert.equal(reserve(ledger, act('b', 1 as MicroUsd)).kind, 'refused');
    assert.equal(reserve(ledger, act('b', ZERO)).kind, 'granted');
  });

  it('takes no figure of our own above the reservation, and nothing for what is not open', () => {
    const reserved = story(['money-reserved', act('a', usd(1))]);
    const ledger = ledgerOf(BUDGET, reserved);
    assert.throws(() => settle(ledger, 'a', usd(1.01), 'price-book'), { code: 'internal' });
    assert.throws(() => settle(ledger, 'a', usd(0.01), 'free'), { code: 'internal' });
    assert.throws(() => settle(ledger, 'b', ZERO, 'free'), { code: 'internal' });
    assert.throws(() => release(ledger, 'b', 'x'), { code: 'internal' });
    const settled = ledgerOf(BUDGET, [
      ...reserved,
      ...story(['money-settled', settle(ledger, 'a', usd(1), 'price-book')]),
    ]);
    assert.throws(() => settle(settled, 'a', usd(1), 'vendor'), { code: 'internal' });
    assert.throws(() => release(settled, 'a', 'x'), { code: 'internal' });
  });

  it('names a story that makes no sense', () => {
    const bill: EventData<'money-settled'> = { reservation: 'a', amount: usd(1), basis: 'vendor' };
    const stories = [
      story(['money-settled', bill]),
      story(['money-reserved', act('a', usd(1))], ['money-settled', bill], ['money-settled', bill]),
      story(['money-reserved', act('a', usd(1))], ['money-reserved', act('a', usd(1))]),
      story(
        ['money-reserved', act('a', usd(1))],
        ['money-settled', bill],
        ['money-released', { reservation: 'a', reason: '' }],
      ),
    ];
    for (const events of stories) assert.throws(() => ledgerOf(BUDGET, events), { code: 'journal-corrupt' });
  });

  it('never promises more than the budget, whatever is asked in whatever order', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.array(wish(), { maxLength: 60 }), (budget, wishes) => {
        const events: DatedEvent[] = [];
        for (const { name, amount, deed, share } of wishes) {
          const before = ledgerOf(budget as MicroUsd, events);
          if (deed === 'reserve') {
            const answer = reserve(before, act(name, amount));
            if (answer.kind === 'granted') events.push(...story(['money-reserved', answer.event]));
            if (answer.kind === 'refused') assert.ok(before.spent + before.reserved + amount > budget);
          } else {
            const entry = before.entries.find((one) => one.reservation === name && one.state === 'reserved');
            if (entry === undefined) continue;
            const bill = Math.floor(entry.reserved * share) as MicroUsd;
            if (deed === 'release') events.push(...story(['money-released', release(before, name, 'not billed')]));
            else events.push(...story(['money-settled', settle(before, name, bill, 'price-book')]));
          }
          holds(ledgerOf(budget as MicroUsd, events));
        }
      }),
    );
  });

  it('accounts for every cent, even when vendors bill what they like', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1_000), fc.option(fc.nat(3_000))), { maxLength: 40 }), (acts) => {
        const events: DatedEvent[] = [];
        let paid = 0;
        for (const [index, [amount, bill]] of acts.entries()) {
          const answer = reserve(ledgerOf(usd(0.005), events), act(`r${index}`, amount as MicroUsd));
          if (answer.kind !== 'granted') continue;
          events.push(...story(['money-reserved', answer.event]));
          if (bill === null) continue;
          const settled = settle(ledgerOf(usd(0.005), events), `r${index}`, bill as MicroUsd, 'vendor');
          events.push(...story(['money-settled', settled]));
          paid += bill;
        }
        const ledger = ledgerOf(usd(0.005), events);
        assert.equal(ledger.spent, paid);
        assert.equal(ledger.left, Math.max(0, 5_000 - ledger.spent - ledger.reserved));
      }),
    );
  });
});

function holds(ledger: Ledger): void {
  const total = (state: string) =>
    ledger.entries
      .filter((entry) => entry.state === state)
      .reduce((all, entry) => all + (entry.settled ?? entry.reserved), 0);
  assert.equal(ledger.reserved, total('reserved'));
  assert.equal(ledger.spent, total('settled'));
  assert.equal(ledger.left, ledger.budget - ledger.spent - ledger.reserved);
  assert.ok(ledger.spent + ledger.reserved <= ledger.budget);
}

function wish() {
  return fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    amount: fc.nat(1_000).map((amount) => amount as MicroUsd),
    deed: fc.constantFrom('reserve', 'reserve', 'settle', 'release'),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
}

function act(reservation: string, amount: MicroUsd): EventData<'money-reserved'> {
  return { reservation, act: `take ${reservation}`, provider: 'luma', model: 'ray-3.2', provenance: 'live', amount };
}

type Told = { [T in EventType]: [T, EventData<T>] }[EventType];

function story(...told: Told[]): DatedEvent[] {
  return told.map(([type, data], index) => Object.assign(encodeEvent(type, data), { at: 1_000 + index }));
}
