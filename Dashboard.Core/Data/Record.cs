using Concentric.Rules;

namespace Concentric.Data;

/// <summary>A row that people keep and that metrics count: it has a version, an audit trail and a place in the change log.</summary>
public abstract class Record
{
    /// <summary>Set by the store.</summary>
    public long Id { get; set; }

    /// <summary>Concurrency token, counted up by <see cref="DashboardDbContext"/> at every save.</summary>
    public int Version { get; set; }

    /// <summary>Instant (UTC) at which the record was archived; archived records count nowhere.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>Why the record was archived.</summary>
    public string? ArchiveReason { get; set; }

    /// <summary>A copy with the same values and the same parts, to try rules on.</summary>
    internal T Copy<T>()
        where T : Record => (T)MemberwiseClone();

    /// <summary>Takes the record out of the figures, for a stated reason.</summary>
    /// <exception cref="RefusedException">No reason, or archived already.</exception>
    public void Archive(string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(ArchivedAt is null, nameof(ArchivedAt), null, Rule.Archived);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        ArchivedAt = by.At;
        ArchiveReason = why;
    }

    /// <summary>Takes the record back into the figures.</summary>
    /// <exception cref="RefusedException">It is not archived.</exception>
    public void Restore()
    {
        var check = new ValidationContext();
        check.That(ArchivedAt is not null, nameof(ArchivedAt), null, Rule.NotArchived);
        check.ThrowIfAny();
        ArchivedAt = null;
        ArchiveReason = null;
    }
}

/// <summary>A record that people enter through a form or a client.</summary>
public abstract class EnteredRecord : Record
{
    /// <summary>
    /// Made by the form or client that entered the record, so that sending it twice enters it once; unique among records of a kind.
    /// </summary>
    public Guid? RequestId { get; set; }
}

/// <summary>A record whose number <see cref="RecordNumbers"/> gives out.</summary>
public interface ISeriesNumber
{
    string Number { get; set; }
}

/// <summary>A record that people call by a number of its own, which holds the year.</summary>
public interface INumberedRecord : ISeriesNumber
{
    /// <summary>The year in the number of a new one.</summary>
    int NumberYear { get; }
}

/// <summary>
/// A record that belongs to the street office and to no community: everybody reads it, those who keep the street write it
/// (<see cref="CurrentUser.MayKeepStreet"/>).
/// </summary>
public abstract class StreetRecord : EnteredRecord;

/// <summary>A record that one community keeps.</summary>
public abstract class CommunityRecord : EnteredRecord
{
    /// <summary>The community that keeps the record; for a joint record, the one that leads.</summary>
    public int CommunityId { get; set; }

    /// <summary>Navigation to the keeping community.</summary>
    public Community? Community { get; set; }
}

/// <summary>A row that belongs to a record and is loaded, changed and saved only with it.</summary>
public interface IRecordPart
{
    /// <summary>The record this row is a part of; must be tracked when the part is saved.</summary>
    Record? Root { get; }

    /// <summary>
    /// False for what is kept beside a record and counts nowhere, as a photo: it restates nothing, however late it comes.
    /// </summary>
    bool MovesFigures => true;

    /// <summary>False for what the audit trail tells of already, because it follows from other parts of the record.</summary>
    bool IsAudited => true;
}

/// <summary>A part that tells one step of a record's history; its name shows in the list of recent changes.</summary>
public interface IRecordStep : IRecordPart
{
    /// <summary>The step in short, as in <c>closed</c>.</summary>
    string StepName { get; }

    /// <summary>True for a step that changes what was said of past days, not only of the day on which it happened.</summary>
    bool RewritesThePast => false;
}

/// <summary>One community taking part in a joint record. A record that is not joint has no such rows.</summary>
public abstract class RecordCommunity
{
    /// <summary>The joint record.</summary>
    public long RecordId { get; set; }

    /// <summary>A community that takes part, the leading one included.</summary>
    public int CommunityId { get; set; }

    /// <summary>Navigation to the community.</summary>
    public Community? Community { get; set; }
}

/// <summary>
/// Declares a property of an entity personal, which is the only place where this is said: lists, forms, imports, exports, search and the
/// audit trail follow from it (<see cref="PersonalFields"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute
{
    /// <summary>
    /// How forms and refusals name it, where that is not the property's own name; several, separated by commas, where forms have several.
    /// </summary>
    public string? Field { get; init; }
}

/// <summary>Lengths shared by the text fields of all records, in UTF-16 units.</summary>
public static class TextLimits
{
    public const int Key = 64;
    public const int Number = 32;
    public const int Name = 100;
    public const int Title = 200;
    public const int Note = 2_000;
    public const int Description = 10_000;
}
