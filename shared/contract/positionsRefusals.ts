export const positionsRefusals = {
  unitsNotKept: ({ fund }: { fund: string }) =>
    `${fund} is counted in commitments, so it has no register of units. Record a commitment instead.`,
  unitsShort: ({ name, investor, on, balance, units }: { name: string; investor: string; on: string; balance: string; units: string }) =>
    `${investor} holds ${balance} units of ${name} on ${on}, but ${units} leave that day. Check the units and the date, also of what was recorded for later days.`,
  lotShort: ({ name, investor, on, lot, balance }: { name: string; investor: string; on: string; lot: string; balance: string }) =>
    `A lot ${investor} chose to give up has ${balance} units of ${name} left on ${on} (lot ${lot}), fewer than were chosen. Choose the lots again.`,
  lotsDoNotTie: ({ investor, chosen, units }: { investor: string; chosen: string; units: string }) =>
    `The chosen lots of ${investor} come to ${chosen} units, not to the ${units} that leave. Make them meet.`,
  splitErases: ({ name, investor, units, on }: { name: string; investor: string; units: string; on: string }) =>
    `The split would leave ${investor}, who holds ${units} units of ${name} on ${on}, with none. Redeem them first, or choose another ratio.`,
  splitNothing: ({ name }: { name: string }) => `A split of one into one changes nothing in ${name}. Enter another ratio.`,
  unitsTooMany: ({ name }: { name: string }) =>
    `${name} would have more units, or a holder a larger cost, than can be counted. Check the amounts and the price.`,
  unitsBooked: ({ name, on }: { name: string; on: string }) =>
    `Units of ${name} that left a holder on ${on} would then have cost something else than the books say. Take that change back first, record this, and then record that change again.`,
  amountTooSmall: ({ name, on, price, digits }: { name: string; on: string; price: string; digits: number }) =>
    `At ${price} a unit on ${on}, this comes to less than the smallest unit of ${name} (${digits} decimal places) or of its currency. Enter a larger amount.`,
  priceZero: ({ name, on }: { name: string; on: string }) =>
    `The NAV of ${name} for ${on} is zero or below, so nothing can be bought or sold at it. Have the NAV corrected, or correct the register.`,
  priceCum: ({ name, on }: { name: string; on: string }) =>
    `The NAV of ${name} for ${on} is marked cum distribution: a distribution has still to be taken off. Approve the NAV ex distribution first.`,
  priceMoved: ({ name, on, price }: { name: string; on: string; price: string }) =>
    `The NAV of ${name} is now ${price} (of ${on}), not the one you looked at. Look at the preview again.`,
  unitDateEarly: ({ name, on, opened }: { name: string; on: string; opened: string }) =>
    `${name} opened on ${opened}, so its units cannot change on ${on}. Correct the date.`,
  classHasUnits: ({ name }: { name: string }) =>
    `The unit digits of ${name} can no longer change, because its register has entries. Start a new class.`,
  unitsAfterClosing: ({ name, on, closed }: { name: string; on: string; closed: string }) =>
    `Units of ${name} were issued on ${on}, so it cannot have closed on ${closed}. Choose that day or a later one.`,
  acquiredLate: ({ investor, acquired, on }: { investor: string; acquired: string; on: string }) =>
    `Units of ${investor} cannot have been acquired on ${acquired}, after ${on} from which the register holds them. Correct the date.`,
  transferToSelf: ({ investor }: { investor: string }) => `${investor} cannot transfer units to itself. Choose another investor.`,
  correctionWithoutCost: ({ investor }: { investor: string }) =>
    `Units added to ${investor} need what they cost and when they were acquired; units taken away have neither. Correct the lines.`,
  unitEventReversed: ({ name, on }: { name: string; on: string }) =>
    `This change of ${name} was taken back already, on ${on}. Record a new one instead.`,
  unitEventIsReversal: ({ name }: { name: string }) =>
    `This entry of ${name} takes another one back and cannot be taken back itself. Record the change again instead.`,
  registerRowsWrong: ({ count, rows }: { count: number; rows: readonly Readonly<{ line: number; sentence: string }>[] }) =>
    `${count === 1 ? 'One row' : `${count} rows`} cannot be taken over: ${rows.map(({ line, sentence }) => `line ${line}: ${sentence}`).join('; ')}. Correct them and import again.`,
  fundTaxIdMalformed: ({ fund, country, expected }: { fund: string; country: string; expected: string }) =>
    `A tax id of ${fund} in ${country} is written as ${expected}. Check it against the letter of the tax office.`,
  fundTaxIdSame: ({ fund }: { fund: string }) => `${fund} has this tax id already. Nothing to change.`,
};
