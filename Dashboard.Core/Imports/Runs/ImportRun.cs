using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Rules;

namespace Concentric.Imports.Runs;

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>Uploaded, waits to be checked.</summary>
    Waiting,
    Checking,

    /// <summary>Columns are not known; somebody is to say what they are.</summary>
    Mapping,

    /// <summary>Checked; without refusals it can be taken in.</summary>
    Checked,

    /// <summary>Being taken in.</summary>
    Committing,
    Done,
    Failed,

    /// <summary>Ended by somebody before it was done.</summary>
    Stopped,

    /// <summary>What it did is being undone.</summary>
    Undoing,

    /// <summary>What it did was undone.</summary>
    Undone,
}

/// <summary>One file that somebody took in, or tried to. The row stays when the file is gone.</summary>
public sealed class ImportRun : IClaimedJob, IBesideFigures
{
    public long Id { get; set; }

    /// <summary>Kind of record, as in <c>petition</c>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    /// <summary>Name of the file as uploaded.</summary>
    [MaxLength(TextLimits.Title)]
    public required string FileName { get; set; }

    public long FileBytes { get; set; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    [MaxLength(64)]
    public required string FileHash { get; set; }

    /// <summary>Language of the reader who uploaded it: what is written back is in it.</summary>
    [MaxLength(16)]
    public required string Language { get; set; }

    /// <summary>Id of the first of the files that were uploaded together; null for one that came alone.</summary>
    public long? BatchId { get; set; }

    public ImportState State { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string AskedBy { get; set; }

    public int? AskedById { get; set; }

    public DateTime AskedAt { get; set; }

    /// <summary>
    /// The account on whose behalf the step that goes on, or waits, is done. Whoever takes the step over reads the rights anew from it.
    /// </summary>
    public int? StepById { get; set; }

    /// <summary>
    /// The account's rights when the step was asked for, as <see cref="RightsOf"/> writes them. A file that names no community is of the
    /// one that the account had: with others nobody takes the step over.
    /// </summary>
    [MaxLength(TextLimits.Note)]
    public string? StepRights { get; set; }

    /// <summary>Instant (UTC, by <see cref="StoreClock"/>) at which the step was asked for, or given back.</summary>
    public DateTime? StepAt { get; set; }

    /// <inheritdoc/>
    public int Progress { get; set; }

    /// <inheritdoc/>
    public int Attempts { get; set; }

    /// <inheritdoc/>
    public int CutOffs { get; set; }

    /// <inheritdoc/>
    public DateTime? HeartbeatAt { get; set; }

    /// <summary>When it was last checked, taken in, or given up.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>Rows that say something, headers and examples left out.</summary>
    public int Rows { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Refused { get; set; }

    /// <summary>New records by the year of their numbers, as in 2025:3,2026:120.</summary>
    [MaxLength(TextLimits.Title)]
    public string? Years { get; set; }

    /// <summary>Why it failed, in plain words, in the run's language.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Failure { get; set; }

    public int Version { get; set; }

    internal static string RightsOf(CurrentUser caller)
    {
        var communities = caller.CommunityIds is { } ids ? string.Join(',', ids.Order()) : "*";
        var text = string.Create(CultureInfo.InvariantCulture, $"{caller.Role}:{communities}");
        return PlainText.Cut(text, TextLimits.Note);
    }
}
