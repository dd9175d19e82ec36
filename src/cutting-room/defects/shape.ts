import { between, stretchOf, throughout, type Treat } from './treatment.ts';

/** Out of focus, all the time or for a while. */
export const blur: Treat = (clip, severity, random) => {
  const radius = between(0.0022, 0.009, severity) * Math.max(clip.width, clip.height);
  const { from, until } = random() < 0.5 ? throughout(clip) : stretchOf(clip, between(0.6, 1.5, random()), random);
  return {
    from,
    until,
    where: null,
    note: `soft by ${radius.toFixed(1)} pixels`,
    draw: (pen, clean) => {
      pen.filter = `blur(${radius}px)`;
      pen.drawImage(clean, 0, 0);
      pen.filter = 'none';
    },
  };
};

/** A picture of another shape, pulled to fill the frame. */
export const stretched: Treat = (clip, severity, random) => {
  const factor = between(1.15, 1.6, severity);
  const wide = random() < 0.7;
  const [width, height] = wide ? [clip.width / factor, clip.height] : [clip.width, clip.height / factor];
  return {
    ...throughout(clip),
    where: null,
    note: `${factor.toFixed(2)} times too ${wide ? 'wide' : 'tall'}`,
    draw: (pen, clean) =>
      pen.drawImage(
        clean,
        (clip.width - width) / 2,
        (clip.height - height) / 2,
        width,
        height,
        0,
        0,
        clip.width,
        clip.height,
      ),
  };
};

/** A picture of another shape between black bars. */
export const bars: Treat = (clip, severity, random) => {
  const share = between(0.04, 0.22, severity);
  const beside = random() < 0.5;
  const [across, down] = beside ? [Math.round(clip.width * share), 0] : [0, Math.round(clip.height * share)];
  return {
    ...throughout(clip),
    where: null,
    note: `black bars ${beside ? 'beside' : 'above and below'}, ${Math.round(share * 100)} % each`,
    draw: (pen) => {
      pen.fillStyle = '#000';
      for (const [x, y] of [
        [0, 0],
        [beside ? clip.width - across : 0, beside ? 0 : clip.height - down],
      ] as const)
        pen.fillRect(x, y, beside ? across : clip.width, beside ? clip.height : down);
    },
  };
};
