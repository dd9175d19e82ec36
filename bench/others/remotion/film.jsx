// The film of the bench as Remotion draws it: every frame is a page in Chromium.
import React from 'react';
import {
  AbsoluteFill,
  Audio,
  Composition,
  Img,
  OffthreadVideo,
  Sequence,
  interpolate,
  registerRoot,
  staticFile,
  useCurrentFrame,
} from 'remotion';

const HELD = { extrapolateLeft: 'clamp', extrapolateRight: 'clamp' };

function Take({ clip, lead, join }) {
  const frame = useCurrentFrame();
  const opacity = lead === 0 ? 1 : interpolate(frame, [0, join], [0, 1], HELD);
  const first = clip.start - lead;
  return (
    <AbsoluteFill style={{ opacity }}>
      <OffthreadVideo muted src={staticFile(clip.name)} startFrom={first} />
    </AbsoluteFill>
  );
}

function Film({ clips, join, title, fadeOut, total }) {
  const frame = useCurrentFrame();
  const dark = interpolate(frame, [total - fadeOut, total - 1], [1, 0], HELD);
  let at = 0;
  const takes = clips.map((clip, index) => {
    const lead = index === 0 ? 0 : join / 2;
    const tail = index === clips.length - 1 ? 0 : join / 2;
    const from = at - lead;
    at += clip.frames;
    return (
      <Sequence key={clip.name} from={from} durationInFrames={lead + clip.frames + tail}>
        <Take clip={clip} lead={lead} join={join} />
      </Sequence>
    );
  });
  return (
    <AbsoluteFill style={{ backgroundColor: 'black' }}>
      <AbsoluteFill style={{ opacity: dark }}>
        {takes}
        <Sequence from={title.start} durationInFrames={title.frames}>
          <AbsoluteFill style={{ alignItems: 'center', justifyContent: 'center' }}>
            <Img src={staticFile('title.png')} />
          </AbsoluteFill>
        </Sequence>
      </AbsoluteFill>
      <Audio src={staticFile('voice.wav')} />
      <Audio src={staticFile('music.wav')} />
    </AbsoluteFill>
  );
}

function Root() {
  return (
    <Composition
      id="film"
      component={Film}
      width={1280}
      height={720}
      fps={24}
      durationInFrames={1}
      defaultProps={{ clips: [], join: 0, title: { start: 0, frames: 1 }, fadeOut: 1, total: 1 }}
      calculateMetadata={({ props }) => ({ durationInFrames: props.total })}
    />
  );
}

registerRoot(Root);
