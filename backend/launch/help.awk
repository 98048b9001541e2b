# Prints a Makefile's documented targets: `##@ Group` lines and `target: … ## text` lines.
BEGIN { FS = ":.*## " }
/^##@ / { printf "\n%s\n", substr($0, 5) }
/^[a-z0-9-]+:.*## / { printf "  %-18s %s\n", $1, $2 }
