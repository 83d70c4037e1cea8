using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>The kind of a meeting: 联席会议, 恳谈会, 议事厅, 四方协商会.</summary>
public enum MeetingKind
{
    [CalledInSheets("联席会", "党建联席会", "党建联席会议")]
    JointConference,

    [CalledInSheets("恳谈会", "居民座谈会", "座谈会")]
    ResidentsTalk,

    [CalledInSheets("议事会", "居民议事会", "议事协商会")]
    CouncilHall,

    [CalledInSheets("四方会议", "四方协商")]
    FourParty,
}

/// <summary>Whether a co-builder that was invited came: 到会, 请假, 缺席.</summary>
public enum Presence { Attended, Excused, Absent }

/// <summary>A meeting that was held.</summary>
public sealed class Meeting : CommunityRecord
{
    /// <summary>Meetings of the caller's communities and joint ones, the last held first.</summary>
    public static ReferenceSource References { get; } = new("meeting", (db, caller) =>
        db.Meetings.ReadableBy(caller).Where(met => met.ArchivedAt == null)
        .OrderByDescending(met => met.HeldOn).ThenByDescending(met => met.Id)
        .Select(met => new ReferenceChoice
        {
            Id = met.Id,
            Name = met.Title,
            NameEn = met.Title,
            CommunityId = null,
            KnownByCommunityId = met.CommunityId,
            KnownByDay = met.HeldOn,
            IsPast = false,
        }))
    { IsNamedByDay = true };

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    public MeetingKind Kind { get; set; }

    public DateOnly HeldOn { get; set; }

    /// <summary>Person-times present.</summary>
    public int Attendance { get; set; }

    [MaxLength(TextLimits.Description)]
    public string? Minutes { get; set; }

    /// <summary>True when several communities meet; then <see cref="Communities"/> names them all.</summary>
    public bool IsJoint { get; set; }

    public List<MeetingCommunity> Communities { get; } = [];

    public List<MeetingAttendance> CoBuilders { get; } = [];
}

/// <summary>A community that takes part in a joint meeting.</summary>
public sealed class MeetingCommunity : RecordCommunity, IRecordPart
{
    public Meeting? Meeting { get; set; }

    Record? IRecordPart.Root => Meeting;
}

/// <summary>A co-builder's presence at a meeting it was invited to.</summary>
public sealed class MeetingAttendance : IRecordPart
{
    public long MeetingId { get; set; }

    public Meeting? Meeting { get; set; }

    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public bool Attended { get; set; }

    /// <summary>True when absent with a reason given beforehand.</summary>
    public bool Excused { get; set; }

    /// <summary>Both in one.</summary>
    [NotMapped]
    public Presence Presence
    {
        get => Attended ? Presence.Attended : Excused ? Presence.Excused : Presence.Absent;
        set => (Attended, Excused) = (value == Presence.Attended, value == Presence.Excused);
    }

    Record? IRecordPart.Root => Meeting;
}
