using Concentric.Dashboard.Components.Shared;
using Concentric.Imports.Runs;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>A tone for each state; the word stands beside it.</summary>
internal static class ImportTones
{
    public static Tone Of(ImportRun run) => run.State switch
    {
        ImportState.Done => Tone.Good,
        ImportState.Failed => Tone.Bad,
        ImportState.Mapping or ImportState.Undone => Tone.Warn,
        ImportState.Checked when run.Refused > 0 => Tone.Bad,
        ImportState.Checked or ImportState.Checking or ImportState.Committing or ImportState.Undoing => Tone.Accent,
        _ => Tone.Quiet,
    };
}
