using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.OfficeLists;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>The last stage of the council hall's loop that a petition has reached.</summary>
public enum PetitionStage { Collected, Negotiated, Handled, FedBack }

/// <summary>How a petition ended. Resolved is the office's word; the resident's is the call-back.</summary>
public enum PetitionOutcome
{
    [CalledInSheets("已解决", "已办结", "已处理", "已完成", "实际解决")]
    Resolved,

    [CalledInSheets("已解释", "解释疏导", "已答复", "答复解释", "已说明")]
    Explained,

    [CalledInSheets("未办结", "无法解决", "不能解决")]
    Unresolved,

    [CalledInSheets("已撤回", "撤诉", "撤单", "已撤单", "群众撤回")]
    Withdrawn,
}

/// <summary>By which way a petition came in: the terms that the program brings. The office keeps the list.</summary>
public static class PetitionSource
{
    [CalledInSheets("居民议事", "议事会")]
    public const string CouncilHall = nameof(CouncilHall);

    [CalledInSheets("12345", "12345热线", "市民热线", "政务热线", "8890", "8890热线", "便民热线", "电话", "来电")]
    public const string Hotline = nameof(Hotline);

    [CalledInSheets("入户走访", "入户", "上门走访")]
    public const string Visit = nameof(Visit);

    [CalledInSheets("网络", "微信", "微信群", "公众号", "小程序", "网格群")]
    public const string Online = nameof(Online);

    [CalledInSheets("网格巡查", "网格员巡查", "网格上报", "巡逻")]
    public const string Patrol = nameof(Patrol);

    public static TermList List { get; } = new("petition-sources", typeof(PetitionSource));
}

/// <summary>A resident's answer at the call-back.</summary>
public enum Satisfaction
{
    [CalledInSheets("非常满意", "很满意")]
    Satisfied,

    [CalledInSheets("比较满意", "较满意")]
    MostlySatisfied,

    [CalledInSheets("不太满意", "很不满意", "非常不满意")]
    Dissatisfied,
}

/// <summary>
/// A petition (诉求): collected, negotiated, handled, fed back, then closed with an outcome. Its days are those of the present round.
/// </summary>
public sealed partial class Petition : CommunityRecord, INumberedRecord
{
    /// <summary>As in SQ-2026-000412; unique.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Number { get; set; }

    /// <summary>
    /// The number that another system gave it, as a work order of the hotline has; no two petitions have one. Null when it came in here.
    /// </summary>
    [MaxLength(TextLimits.Key)]
    public string? OrderNumber { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    [MaxLength(TextLimits.Description)]
    public string? Description { get; set; }

    /// <summary>Where it is, as a lamp or a stairwell is; by it is known what comes back. Not where the resident lives.</summary>
    [MaxLength(TextLimits.Title)]
    public string? Place { get; set; }

    /// <summary>Code of a term of <see cref="PetitionSource.List"/>.</summary>
    [MaxLength(TermList.MostCode)]
    public string Source { get; set; } = PetitionSource.CouncilHall;

    /// <summary>Key of a <see cref="PetitionCategory"/>.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Category { get; set; }

    [Personal, MaxLength(TextLimits.Name)]
    public string? PetitionerName { get; set; }

    [Personal, MaxLength(TextLimits.Number)]
    public string? PetitionerPhone { get; set; }

    /// <summary>Who is to handle it: a department, property company or the community.</summary>
    [MaxLength(TextLimits.Name)]
    public string? ResponsibleUnit { get; set; }

    public long? CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    /// <summary>Day of receipt in the office's zone.</summary>
    public DateOnly ReceivedOn { get; set; }

    public DateOnly DueOn { get; set; }

    public PetitionStage Stage { get; set; }

    /// <summary>Day of the last closing; null while open.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Day of the first closing; stays when the petition is reopened.</summary>
    public DateOnly? FirstClosedOn { get; set; }

    public PetitionOutcome? Outcome { get; set; }

    /// <summary>
    /// Working days that the present round took: from receipt, or from the last reopening, to the closing; null while open.
    /// </summary>
    public int? WorkingDaysToClose { get; set; }

    public int ReopenedCount { get; set; }

    public int ExtensionCount { get; set; }

    /// <summary>Day of the call-back; null before it.</summary>
    public DateOnly? CallBackOn { get; set; }

    /// <summary>True when the call-back reached the resident and all three questions were answered.</summary>
    public bool CallBackValid { get; set; }

    /// <summary>The resident says that somebody responded.</summary>
    public bool CallBackResponded { get; set; }

    /// <summary>The resident confirms that it is resolved (群众确认).</summary>
    public bool CallBackResolved { get; set; }

    public Satisfaction? Satisfaction { get; set; }

    /// <summary>
    /// Day since which nothing is left to do about the present closing: the resident is content, or somebody has said why it stays as it
    /// is. Null while it is open, and while a closed one still waits to be called back or looked at once more.
    /// </summary>
    public DateOnly? SettledOn { get; set; }

    /// <summary>The community that is asked to take it over; null mostly. Until it accepts, the present one keeps it.</summary>
    public int? OfferedToId { get; set; }

    /// <summary>Day on which it was offered.</summary>
    public DateOnly? OfferedOn { get; set; }

    /// <summary>True when the resident was reached and is not content: it is not resolved, or not to the resident's liking.</summary>
    public bool IsUnsatisfied => CallBackValid && (!CallBackResolved || Satisfaction == Petitions.Satisfaction.Dissatisfied);

    /// <summary>True when several communities share the petition; then <see cref="Communities"/> names them all.</summary>
    public bool IsJoint { get; set; }

    public List<PetitionCommunity> Communities { get; } = [];

    public List<PetitionStep> Steps { get; } = [];

    int INumberedRecord.NumberYear => ReceivedOn.Year;
}

/// <summary>A community that shares a petition.</summary>
public sealed class PetitionCommunity : RecordCommunity, IRecordPart
{
    public Petition? Petition { get; set; }

    Record? IRecordPart.Root => Petition;
}
