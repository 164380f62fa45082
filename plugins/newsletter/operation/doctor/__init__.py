"""The doctor: one check for each thing that keeps mails from arriving, each with what to do."""
