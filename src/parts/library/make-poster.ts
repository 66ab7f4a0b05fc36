const LONGEST = 1_280;
const PATIENCE = 8_000;

/** A still of a film, made by this browser; null when it cannot play it, or not in time. The film goes without. */
export async function makePoster(file: File): Promise<Blob | null> {
  const address = URL.createObjectURL(file);
  try {
    const film = await openFilm(address);
    return film && (await draw(film));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** One second in, or the middle of a shorter film: the first frame is often black. */
function openFilm(address: string): Promise<HTMLVideoElement | null> {
  return new Promise((resolve) => {
    const film = document.createElement('video');
    film.muted = true;
    film.preload = 'auto';
    film.playsInline = true;
    film.onloadedmetadata = () => (film.currentTime = Math.min(1, film.duration / 2));
    film.onseeked = () => resolve(film);
    film.onerror = () => resolve(null);
    setTimeout(resolve, PATIENCE, null);
    film.src = address;
  });
}

function draw(film: HTMLVideoElement): Promise<Blob | null> {
  const scale = Math.min(1, LONGEST / Math.max(film.videoWidth, film.videoHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(film.videoWidth * scale);
  canvas.height = Math.round(film.videoHeight * scale);
  const pen = canvas.getContext('2d');
  if (!pen || canvas.width === 0) return Promise.resolve(null);
  pen.drawImage(film, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
}
