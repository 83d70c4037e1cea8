using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Programmes;
using Concentric.Rules;

namespace Concentric.Errands;

/// <summary>What was done for residents.</summary>
public enum ErrandKind
{
    [CalledInSheets("养老资格认证", "养老金认证", "生存认证")]
    PensionCheck,

    [CalledInSheets("医保", "医保缴费", "医保报销")]
    MedicalInsurance,

    [CalledInSheets("家政服务")]
    HomeHelp,

    Other,
}

/// <summary>An errand (代办): a service done for residents on one day.</summary>
public sealed class Errand : CommunityRecord
{
    public ErrandKind Kind { get; set; }

    public DateOnly ServedOn { get; set; }

    /// <summary>Person-times served.</summary>
    public int Persons { get; set; }

    [Personal, MaxLength(TextLimits.Name)]
    public string? Beneficiary { get; set; }

    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }

    public int? ProgrammeId { get; set; }

    public Programme? Programme { get; set; }
}
