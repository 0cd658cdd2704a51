/** The mark of the product: a line of versions with a branch. */
export function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#3d46b8" />
      <path
        d="M7 16h18M13 16c4 0 3 8 8 8h4"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        opacity="0.75"
      />
      <circle cx="10" cy="16" r="4" fill="#fff" />
      <circle cx="23" cy="16" r="4" fill="#fff" />
      <circle cx="24" cy="24" r="3" fill="#3d46b8" stroke="#fff" strokeWidth="2" />
    </svg>
  );
}
