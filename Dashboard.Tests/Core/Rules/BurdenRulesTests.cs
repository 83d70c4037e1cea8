using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Bunit;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Tests.Components.Kinds;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Core.Rules;

/// <summary>
/// The four rules of January 2026 for programs that grass-roots staff must use: no check-in, no ranking of persons, no photos demanded
/// without need, nothing asked that the store already holds. Each is held where it would be broken first: by a column, a text, an
/// address, a rule or a field of a form. See docs/decisions/no-burden.md.
/// </summary>
public sealed partial class BurdenRulesTests
{
    private static readonly Assembly[] Program = [typeof(UiTexts).Assembly, typeof(CurrentUser).Assembly];

    /// <summary>Who does the work or gives time: nobody of these is ranked or watched.</summary>
    private static readonly Type[] Persons = [typeof(Concentric.Communities.Worker), typeof(Volunteer), typeof(DashboardUser)];

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public BurdenRulesTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task NoCheckIn_NoColumnSaysWhereSomebodyIsOrWhenTheyCame()
    {
        await using var store = await TestStore.CreateAsync();
        await using var db = store.Open();
        var columns = db.Model.GetEntityTypes().SelectMany(type => type.GetProperties().Select(column => (Type: type.ClrType, column.Name)))
            .ToList();
        Assert.True(columns.Count > 400, $"The walk sees too little: {columns.Count}.");
        Assert.Equal([],
            columns.Where(column => CheckInColumn().IsMatch(column.Name)).Select(column => $"{column.Type.Name}.{column.Name}"));
        // Heads are counted at activities and meetings, and units answer invitations: no person's presence is written down.
        Assert.Equal([], columns.Where(column => column.Name.Contains("Attendance", StringComparison.Ordinal)
            && column.Type.GetProperty(column.Name)?.PropertyType != typeof(int)).Select(column => $"{column.Type.Name}.{column.Name}"));
        Assert.Equal([], db.Model.FindEntityType(typeof(MeetingAttendance))!.GetForeignKeys()
            .Where(key => Persons.Contains(key.PrincipalEntityType.ClrType)).Select(key => key.PrincipalEntityType.ClrType.Name));
    }

    [Fact]
    public void NoCheckIn_NoTextAsksForIt_NoAddressLeadsThere_NoScriptAsksWhereOneIs()
    {
        Assert.Equal([], Texts().Where(text => CheckInText().IsMatch(text.Text)).Select(text => $"{text.Key}: {text.Text}"));
        Assert.Equal([], PageRoutes.Patterns.Where(path => CheckInAddress().IsMatch(path)));
        var scripts = Directory.GetFiles(Path.Combine(Repository.Root, "Dashboard", "wwwroot"), "*.js", SearchOption.AllDirectories);
        Assert.NotEmpty(scripts);
        Assert.Equal([], scripts.Where(file => File.ReadAllText(file).Contains("geolocation", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task NoRanking_ListsOfWhatPersonsDid_AreNotSortedByANumber()
    {
        await using var store = await TestStore.CreateAsync();
        await using var db = store.Open();
        var ofPersons = AllKinds.List.Where(kind => Persons.Contains(kind.RecordType) || db.Model.FindEntityType(kind.RecordType)!
            .GetForeignKeys().Any(key => key.IsRequired && Persons.Contains(key.PrincipalEntityType.ClrType))).ToList();
        Assert.True(ofPersons.Count >= 4, string.Join(", ", ofPersons.Select(kind => kind.Key)));
        Assert.Equal([], ofPersons.SelectMany(kind => kind.Declared.Where(field => field.IsSorted && IsNumber(field))
            .Select(field => $"{kind.Key}.{field.Key}")));
    }

    [Fact]
    public void NoRanking_WhatHasARank_IsNoPerson()
    {
        var ranked = Program.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetProperty("Rank") is not null && type.Name[0] != '<').ToList();
        Assert.True(ranked.Count > 4, "The walk sees too little.");
        // Who fits into the places of the award is worked out from hours; it is shown as who qualifies. Of an award only a unit's is kept.
        Type[] known = [typeof(VolunteerStanding), typeof(Award)];
        Assert.Equal([], ranked.Except(known).Where(type => type.GetProperties().Any(property => PersonKey().IsMatch(property.Name)))
            .Select(type => type.Name));
        Assert.Equal([], Texts().Where(text => RankingText().IsMatch(text.Text)).Select(text => $"{text.Key}: {text.Text}"));
    }

    [Fact]
    public void NoRanking_TheAwardOfVolunteers_TellsWhoQualifies_InNoOrderOfMerit()
    {
        Assert.DoesNotContain("rank", AwardsPageExport.CandidatesTable(AwardKind.Volunteer).Columns.Select(column => column.Key));
        Assert.Contains("rank", AwardsPageExport.CandidatesTable(AwardKind.Unit).Columns.Select(column => column.Key));
        AwardCandidate[] candidates = [Of(3, 6_000, true), Of(1, 3_000, true), Of(2, 9_000, false)];
        Assert.Equal([1, 3], AwardCandidates.ShownOf(AwardKind.Volunteer, candidates).Select(one => one.Id));

        static AwardCandidate Of(long id, int minutes, bool isProposed) => new(id, "张**", null, minutes, 0, isProposed, null);
    }

    [Fact]
    public void NoPhotos_AreDemanded_ButOfARectifiedMajorHazard()
    {
        string[] needed = ["PhotoAfterMissing", "LastPhotoAfter"];
        Assert.Equal([], Enum.GetNames<Rule>().Where(rule => PhotoDemand().IsMatch(rule)).Except(needed));
        // No field that people fill in holds a picture, so no form can require one; and no figure counts them.
        Assert.Equal([], AllKinds.List.SelectMany(kind => kind.Entered.Where(field => PictureField().IsMatch(field.Key)
            || PictureField().IsMatch(field.Type.ToString())).Select(field => $"{kind.Key}.{field.Key}")));
        Assert.Equal([], new MetricCatalogue(new()).All.Select(metric => metric.Key).Where(key => PictureField().IsMatch(key)));
    }

    [Fact]
    public void NothingAsked_ThatTheStoreDerives_NumbersDueDaysAndWhoEntered()
    {
        foreach (var kind in AllKinds.List)
        {
            var form = kind.InForm(isNew: true).ToList();
            Assert.DoesNotContain(form, field => field.Key is "number" or "entered-by" or "verified-by" or "entered-at");
            Assert.DoesNotContain(form, field => field.Key == "due-on" && field is { IsRequired: true, HasFallback: false, Default: null }
                && kind.Key is "petition" or "hazard");
        }
    }

    [Fact]
    public async Task NothingAsked_AWorkersOnlyCommunityIsSaid_AndTheDayOfARecordIsToday()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.WorkerOfXinsheng,
            services => services.AddMetricCube(new()));
        await Filling.AddReferencesAsync(context.Store);
        List<string> asked = [];
        var (communities, days) = (0, 0);
        foreach (var kind in AllKinds.List.Where(kind => MayEnter(kind)))
        {
            var form = Open(context, kind);
            await form.WaitForElementAsync("form");
            foreach (var field in kind.InForm(isNew: true))
            {
                if (field.Type == FieldDataType.Community)
                {
                    communities++;
                    // Said, not asked.
                    if (form.FindAll($"[data-field={field.Key}] output.only-choice").Count == 0) asked.Add($"{kind.Key}.{field.Key}");
                }

                if (field is { Type: FieldDataType.Day, IsPast: true, IsRequired: true })
                {
                    days++;
                    if (form.FindAll($"#field-{field.Key}[value='2026-03-18']").Count == 0) asked.Add($"{kind.Key}.{field.Key}");
                }
            }
        }

        Assert.True(communities >= 10 && days >= 8, $"The walk sees too little: {communities} communities, {days} days.");
        Assert.Equal([], asked);
    }

    private static bool MayEnter(RecordKind kind) => (bool)typeof(Rights).GetMethod(nameof(Rights.MayEnter))!
        .MakeGenericMethod(kind.RecordType).Invoke(null, [TestStore.WorkerOfXinsheng])!;

    private static IRenderedComponent<IComponent> Open(RecordPagesContext context, RecordKind kind) =>
        context.Render<DynamicComponent>(parameters => parameters.Add(one => one.Type, PageRoutes.Of($"{kind.Path}/new")!));

    private static bool IsNumber(Field field) =>
        field.Type is FieldDataType.Whole or FieldDataType.Minutes or FieldDataType.Milli or FieldDataType.Money;

    /// <summary>Every text of the program in both languages.</summary>
    private static List<(string Key, string Text)> Texts()
    {
        var texts = Program.SelectMany(assembly => assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
            .SelectMany(name => new[] { "", "en" }.SelectMany(language => new ResourceManager(name[..^".resources".Length], assembly)
                .GetResourceSet(CultureInfo.GetCultureInfo(language), true, false)!.Cast<System.Collections.DictionaryEntry>()
                .Where(entry => entry.Value is string).Select(entry => ((string)entry.Key, (string)entry.Value!))))).ToList();
        Assert.True(texts.Count > 4_000, $"The walk sees too little: {texts.Count}.");
        return texts;
    }

    [GeneratedRegex("Latitude|Longitude|Geo|Coordinate|Check(ed)?(In|Out)$|Clock(ed)?(In|Out)$|Arrived|OnDuty|OnlineTime|Whereabouts")]
    private static partial Regex CheckInColumn();

    [GeneratedRegex("打卡|签到|签退|定位|轨迹|在线时长|check(s|ed)? ?-?in(?!g)\\b|clock(s|ed)? ?-?in\\b|your location|GPS", RegexOptions.IgnoreCase)]
    private static partial Regex CheckInText();

    [GeneratedRegex("check-?in|clock-?in|attendance|location|track")]
    private static partial Regex CheckInAddress();

    [GeneratedRegex("^(User|Worker|Volunteer|Person|Judge|Account|Handler)Id$")]
    private static partial Regex PersonKey();

    [GeneratedRegex("排行榜|积分榜|光荣榜|红黑榜|leaderboard|top performer", RegexOptions.IgnoreCase)]
    private static partial Regex RankingText();

    [GeneratedRegex("(Photo|Picture|Attachment).*(Missing|Required|Needed)|(Missing|Required|Needed|Last).*(Photo|Picture|Attachment)")]
    private static partial Regex PhotoDemand();

    [GeneratedRegex("photo|picture|image|attachment", RegexOptions.IgnoreCase)]
    private static partial Regex PictureField();
}
