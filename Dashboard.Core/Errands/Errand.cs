using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.OfficeLists;
using Concentric.Programmes;
using Concentric.Rules;

namespace Concentric.Errands;

/// <summary>What was done for residents: the terms that the program brings. The office keeps the list.</summary>
public static class ErrandKind
{
    [CalledInSheets("养老资格认证", "养老金认证", "生存认证")]
    public const string PensionCheck = nameof(PensionCheck);

    [CalledInSheets("医保", "医保缴费", "医保报销")]
    public const string MedicalInsurance = nameof(MedicalInsurance);

    [CalledInSheets("家政服务")]
    public const string HomeHelp = nameof(HomeHelp);

    public const string Other = nameof(Other);

    public static TermList List { get; } = new("errand-kinds", typeof(ErrandKind));
}

/// <summary>An errand (代办): a service done for residents on one day.</summary>
public sealed class Errand : CommunityRecord
{
    /// <summary>Code of a term of <see cref="ErrandKind.List"/>.</summary>
    [MaxLength(TermList.MostCode)]
    public string Kind { get; set; } = ErrandKind.Other;

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
