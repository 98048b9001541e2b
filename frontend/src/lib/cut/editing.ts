import type { CutClip, CutMusic, CutWish } from '$lib/api';

/** What an edit works on; where each clip begins follows from the order. */
export interface Timeline {
  clips: readonly CutClip[];
  music: readonly CutMusic[];
}

/** Edits of a timeline as pure functions. Those that change nothing give back what they got. */

export function moved(timeline: Timeline, id: string, before: string | null): Timeline {
  const clip = timeline.clips.find((each) => each.id === id);
  if (!clip || id === before) return timeline;
  const others = timeline.clips.filter((each) => each !== clip);
  const at = before === null ? others.length : others.findIndex((each) => each.id === before);
  if (at < 0 || timeline.clips.indexOf(clip) === at) return timeline;
  return { ...timeline, clips: [...others.slice(0, at), clip, ...others.slice(at)] };
}

/** One place to the left or right. */
export function nudged(timeline: Timeline, id: string, by: 1 | -1): Timeline {
  const at = timeline.clips.findIndex((clip) => clip.id === id);
  const next = timeline.clips[by < 0 ? at - 1 : at + 2];
  if (at < 0 || (by < 0 && at === 0)) return timeline;
  return moved(timeline, id, next?.id ?? null);
}

export function without(timeline: Timeline, id: string): Timeline {
  const clips = timeline.clips.filter((clip) => clip.id !== id);
  return clips.length === timeline.clips.length ? timeline : { ...timeline, clips };
}

/** Its end goes by so many frames; what follows goes along. */
export function endTrimmed(timeline: Timeline, id: string, by: number): Timeline {
  return changed(timeline, id, (clip) => lasting(clip, clip.frames + by));
}

/** Its beginning goes by so many frames: of a video another one shows first, of a still it is as its end. */
export function startTrimmed(timeline: Timeline, id: string, by: number): Timeline {
  return changed(timeline, id, (clip) => {
    const least = clip.available === null ? -Infinity : -clip.start;
    const kept = Math.min(clip.frames - 1, Math.max(least, by));
    return { ...lasting(clip, clip.frames - kept), start: clip.available === null ? 0 : clip.start + kept };
  });
}

/** The clip parted in two at a frame of the cut. */
export function split(timeline: Timeline, frame: number, id: string): Timeline {
  const at = timeline.clips.findIndex((clip) => frame > clip.at && frame < clip.at + clip.frames);
  const clip = timeline.clips[at];
  if (!clip) return timeline;
  const first = frame - clip.at;
  const start = clip.available === null ? 0 : clip.start + first;
  const halves = [
    { ...clip, frames: first, own_length: true },
    { ...clip, id, frames: clip.frames - first, own_length: true, start },
  ];
  return { ...timeline, clips: [...timeline.clips.slice(0, at), ...halves, ...timeline.clips.slice(at + 1)] };
}

/** Each clip where it begins. */
export function placed(timeline: Timeline): Timeline {
  let at = 0;
  const clips = timeline.clips.map((clip) => {
    const here = clip.at === at ? clip : { ...clip, at };
    at += clip.frames;
    return here;
  });
  return clips.every((clip, index) => clip === timeline.clips[index]) ? timeline : { ...timeline, clips };
}

/** What is said of it to the studio: lengths and takes only where they were set by hand. */
export function wishOf({ clips, music }: Timeline): CutWish {
  return {
    clips: clips.map((clip) => ({
      id: clip.id,
      kind: clip.kind,
      shot_id: clip.shot_id,
      take_id: clip.pinned ? clip.take_id : null,
      text: clip.kind === 'card' ? clip.text : '',
      start: clip.start,
      frames: clip.own_length ? clip.frames : null,
    })),
    music: music.map(({ id, asset_id, at, start, frames, own_length, gain }) => ({
      id,
      asset_id,
      at,
      start,
      frames: own_length ? frames : null,
      gain,
    })),
  };
}

function lasting(clip: CutClip, frames: number): CutClip {
  return { ...clip, frames: Math.max(1, frames), own_length: true };
}

function changed(timeline: Timeline, id: string, change: (clip: CutClip) => CutClip): Timeline {
  return { ...timeline, clips: timeline.clips.map((clip) => (clip.id === id ? change(clip) : clip)) };
}
