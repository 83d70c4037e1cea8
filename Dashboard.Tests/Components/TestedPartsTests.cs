using System.Text.RegularExpressions;
using Concentric.Dashboard.Resources;
using Concentric.Tests.Components.Administration;
using Concentric.Tests.Components.Evaluation;
using Concentric.Tests.Components.Exports;
using Concentric.Tests.Components.Fields;
using Concentric.Tests.Components.Kinds;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Components.Settings;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Components;

/// <summary>
/// Every shared part and every form has a test that draws it by name, or, where what it does shows only on its page, a class of tests
/// of that page that is named here.
/// </summary>
public sealed partial class TestedPartsTests
{
    private static readonly string[] FormNames =
        ["Form", "Dialog", "Editor", "Fields", "Field", "Filter", "Filters", "Action", "Actions", "Picker", "Box", "Upload", "Questions"];

    [Fact]
    public void EveryFormAndSharedPart_IsDrawnByATest()
    {
        var drawn = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard.Tests", "Components"), "*.cs",
            SearchOption.AllDirectories)
            .SelectMany(file => Drawn().Matches(File.ReadAllText(file))).Select(match => match.Groups["part"].Value).ToHashSet();
        var parts = typeof(UiTexts).Assembly.GetTypes().Where(IsFormOrShared).Select(NameOf).Order().ToList();
        Assert.True(parts.Count > 100, $"Only {parts.Count} were found.");
        Assert.Equal([], parts.Where(part => !drawn.Contains(part) && !OnTheirPages.ContainsKey(part)));
        // What is drawn by name needs no entry, and what is gone has none.
        Assert.Equal([], OnTheirPages.Keys.Where(part => drawn.Contains(part) || !parts.Contains(part)));
    }

    /// <summary>Parts by the class of tests that works with them on their page.</summary>
    private static readonly Dictionary<string, Type> OnTheirPages = new()
    {
        ["Attachments"] = typeof(StepDialogTests),
        ["AccountEditor"] = typeof(AccountsPageTests),
        ["AdvanceAction"] = typeof(StepMessagesTests),
        ["BulkDialog"] = typeof(PersonalListTests),
        ["ClaimEditor"] = typeof(SentenceChecks.SentenceCheckPageTests),
        ["ComparisonPicker"] = typeof(Decomposition.WhyPageTests),
        ["ClosedPetitionActions"] = typeof(StepOffersTests),
        ["CommitmentActions"] = typeof(StepOffersTests),
        ["CycleActions"] = typeof(CycleStepperTests),
        ["DialogEscape"] = typeof(FormDialogTests),
        ["DraftValue"] = typeof(PickerFieldTests),
        ["EndClaimAction"] = typeof(StepOffersTests),
        ["FieldFrame"] = typeof(TextFieldTests),
        ["HandOverActions"] = typeof(StepOffersTests),
        ["HouseholdEditor"] = typeof(Communities.HouseholdNumbersTests),
        ["HazardActions"] = typeof(StepOffersTests),
        ["HazardOfferActions"] = typeof(StepOffersTests),
        ["HazardTransferAction"] = typeof(StepOffersTests),
        ["KindFacts"] = typeof(KindPagesTests),
        ["KindForm"] = typeof(KindPagesTests),
        ["KindList"] = typeof(KindPagesTests),
        ["KindPage"] = typeof(KindPagesTests),
        ["MeetingActions"] = typeof(StepOffersTests),
        ["OfferActions"] = typeof(StepOffersTests),
        ["OpenPetitionActions"] = typeof(StepOffersTests),
        ["ProjectActions"] = typeof(StepOffersTests),
        ["RecordForm"] = typeof(ConflictTests),
        ["RecordListPage"] = typeof(RecordListTests),
        ["RecordPage"] = typeof(KindPagesTests),
        ["ScheduleFilters"] = typeof(ScheduleFormPageTests),
        ["SettingField"] = typeof(SettingsPagesTests),
        ["Trail"] = typeof(TrailTests),
        ["WishActions"] = typeof(StepOffersTests),
    };

    private static bool IsFormOrShared(Type type) => typeof(IComponent).IsAssignableFrom(type) && !type.IsAbstract
        && !type.IsDefined(typeof(RouteAttribute), false) && !typeof(LayoutComponentBase).IsAssignableFrom(type)
        && !NameOf(type).StartsWith('_')
        && (type.Namespace!.StartsWith("Concentric.Dashboard.Components.", StringComparison.Ordinal)
            || FormNames.Any(name => NameOf(type).EndsWith(name, StringComparison.Ordinal)));

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    // As a component of its own, or as a part of what shows it.
    [GeneratedRegex(@"\b(?:Render|Show|AddChildContent|FindComponents?|IRenderedComponent)<(?:[A-Za-z]+\.)*(?<part>[A-Z][A-Za-z]*)\b"
        + @"|\bRender\((?<part>[A-Z][A-Za-z]*)\.Of\(")]
    private static partial Regex Drawn();
}
