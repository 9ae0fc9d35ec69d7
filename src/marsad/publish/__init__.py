"""From the ledger to bulletins, reports and files."""
