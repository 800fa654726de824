/** What one run of the command line hands back. */
export interface Session {
  /** The text of `--help` or `--version`. */
  printed: string;
  /** The exit status. */
  status: number;
}
