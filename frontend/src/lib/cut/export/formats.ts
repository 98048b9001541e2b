import type { ExportWish } from '$lib/api';

interface Format {
  value: ExportWish['format'];
  label: string;
  /** What one does with it. */
  text: string;
}

export const FORMATS: readonly Format[] = [
  { value: 'mp4', label: 'Animatic (.mp4)', text: 'One film to watch and to send, with its music.' },
  {
    value: 'otioz',
    label: 'OpenTimelineIO with media (.otioz)',
    text: 'The whole cut in one file, pictures included.',
  },
  { value: 'otio', label: 'OpenTimelineIO (.otio)', text: 'The timeline alone; its media stay in the film’s folder.' },
  {
    value: 'fcpxml',
    label: 'Final Cut and Resolve (.fcpxml)',
    text: 'The timeline for Final Cut Pro and DaVinci Resolve.',
  },
  { value: 'edl', label: 'CMX 3600 (.edl)', text: 'One track of pictures, for any editing program.' },
  { value: 'pdf', label: 'Storyboard (.pdf)', text: 'Six panels a page, with action, dialogue and lengths.' },
];
