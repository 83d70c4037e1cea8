using System.Globalization;
using System.Runtime.CompilerServices;
using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Administration;
using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Robots;
using Concentric.Settings;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Tests.Components.Administration;

/// <summary>The audit trail reads in the reader's words: no name of a property, an entity or a constant is left over.</summary>
public sealed class AuditWordsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task EveryAuditedEntity_IsToldInWords(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var store = await TestStore.CreateAsync();
        await using var db = await store.Factory.CreateDbContextAsync(Stop);
        var types = db.Model.GetEntityTypes().ToList();
        List<string> left = [];
        foreach (var record in types.Where(type => type.ClrType.IsAssignableTo(typeof(Concentric.Data.Record))))
        {
            var kind = RecordKinds.NameOf(record.ClrType);
            if (AuditWords.FindKind(kind) is null) left.Add($"kind {kind}");
            left.AddRange(Told(record).Where(name => FieldChanges.FindName(kind, name.Name) is null).Select(name => $"{kind}.{name.Name}"));
            left.AddRange(Told(record).Where(property => EnumOf(property) is not null)
                .SelectMany(property => Enum.GetNames(EnumOf(property)!), (property, value) => (property, value))
                .Where(term => Concentric.Resources.Texts.Find($"Term.{EnumOf(term.property)!.Name}.{term.value}") is not { } told
                    || FieldChanges.Write(kind, term.property.Name, term.value) != told)
                .Select(term => $"{kind}.{term.property.Name} = {term.value}"));
            foreach (var part in PartsOf(types, record).Where(part => IsAudited(part.ClrType)))
            {
                if (FieldChanges.FindName(kind, part.ClrType.Name) is null) left.Add($"{kind}: {part.ClrType.Name}");
                left.AddRange(part.GetProperties().Select(EnumOf).OfType<Type>().SelectMany(Enum.GetNames, (type, value) => (type, value))
                    .Where(term => FieldChanges.Write(kind, part.ClrType.Name, term.value)
                        != Concentric.Resources.Texts.Find($"Term.{term.type.Name}.{term.value}"))
                    .Select(term => $"{part.ClrType.Name}: {term.value}"));
                if (!part.ClrType.IsAssignableTo(typeof(IRecordStep))) continue;
                left.AddRange(part.GetProperties().Where(property => property.Name is "Kind" or "Stage").Select(EnumOf).OfType<Type>()
                    .SelectMany(Enum.GetNames).Where(step => AuditWords.FindAction(step) is null).Select(step => $"{kind}: step {step}"));
            }
        }

        Assert.True(left.Count == 0, string.Join('\n', left.Distinct()));
    }

    /// <summary>What is no record: its lines are written by hand, so the commands themselves are asked.</summary>
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task AccountsKeysSchedulesAndSettings_AreToldInWords(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var context = await AdministrationContext.CreateAsync();
        var store = context.Store;
        var admin = TestStore.Administrator;
        var accounts = store.Get<AccountCommands>();
        var id = await accounts.AddAsync(admin, "someone", new("someone", Role.Worker, [TestStore.Xinsheng], "a@example.org"),
            DashboardApp.Password, Stop);
        await accounts.ChangeAsync(admin, id, new("somebody", Role.Worker, [TestStore.Xinsheng, TestStore.Xinshun]), Stop);
        await accounts.SetDisabledAsync(admin, id, true, Stop);
        await accounts.SetDisabledAsync(admin, id, false, Stop);
        await accounts.ResetPasswordAsync(admin, id, DashboardApp.Password + "1", Stop);
        await accounts.UnlockAsync(admin, id, Stop);
        await store.Get<ApiKeyCommands>().MakeAsync(admin, "key", Role.Worker, ["xinsheng"], Stop);
        await store.Get<ApiKeyCommands>().RevokeAsync(admin, 1, Stop);
        var categories = store.Get<PetitionCategoryCommands>();
        var category = await categories.AddAsync(admin, new("油烟", "Fumes", 5), Stop);
        await categories.RetireAsync(admin, category, true, Stop);
        await categories.RetireAsync(admin, category, false, Stop);
        await categories.MoveAsync(admin, category, 1, Stop);
        await categories.DeleteAsync(admin, category, Stop);
        await categories.MergeAsync(admin, TestStore.Category, TestStore.SlowCategory, Stop);
        await store.Get<Concentric.Programmes.ProgrammeCommands>().AddAsync(admin,
            new("大集", "Fair", Concentric.Programmes.ProgrammeKind.Brand, ["wishes.raised"]), Stop);
        await store.Get<Concentric.Activities.ServiceCommands>().AddAsync(admin, new("理发", "Haircuts"), Stop);
        await store.Get<CommunityCommands>().AddAsync(admin, "new", "新", "New", Stop);
        await store.Get<CalendarCommands>().ChangeDayAsync(admin, new(TestStore.Today, false, "假日", "Holiday"), Stop);
        await AssertToldAsync(store);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task SettingsOfTheProgram_AreToldInWords(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var store = await SettingsRig.CreateAsync();
        // Those that may all be at their most at once.
        foreach (var group in new[] { DueDaySettings.Group, SignSettings.Group, KeepingSettings.Group, ApiSettings.Group })
        {
            await store.SetAsync(TestStore.Administrator,
                [.. group.Settings.Select(setting => new SettingChange(setting.Key, $"{setting.Most}", 0))]);
        }

        await store.Get<SettingCommands>().NoteTestAsync(TestStore.Administrator, "smtp.example.cn", Stop);
        await AssertToldAsync(store);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task GroupRobots_AreToldInWords(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var rig = await Core.Robots.RobotRig.CreateAsync(RobotForm.Feishu);
        var details = rig.Details(RobotForm.Feishu, TestStore.Xinsheng);
        var id = await rig.AddAsync(details);
        await rig.Store.Get<RobotCommands>().ChangeAsync(TestStore.Administrator, id, 1,
            details with { TellsTroubles = true, Communities = [], HasSecret = false, IsOn = false }, Stop);
        await rig.Store.Get<RobotTest>().SendAsync(TestStore.Administrator, id, details, Stop);
        await rig.Store.Get<RobotCommands>().RemoveAsync(TestStore.Administrator, id, 2, Stop);
        Assert.Equal(language == "en" ? "WeCom" : "企业微信", FieldChanges.Write(RobotCommands.Kind, "Form", nameof(RobotForm.WeCom)));
        await AssertToldAsync(rig.Store);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task ExportsAndImports_AreToldInWords(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var rig = await Core.Exports.ExportRig.CreateAsync();
        var admin = TestStore.Administrator;
        var schedule = await rig.Store.Get<ScheduleCommands>().AddAsync(admin,
            new("周报", Core.Exports.ExportRig.HeldKey, new(RhythmUnit.Month, new(7, 30)) { Place = DayPlace.LastWorkingDay },
                new(Coverage.Fixed, TestStore.Today, TestStore.Today), "en", [TestStore.Xinsheng], 30, true, [])
            {
                RecipientRoles = [Role.Leader, Role.Worker],
                OnlyAbove = 3,
                OverdueOf = ["petition"],
            }, Stop);
        await rig.Store.Get<ScheduleCommands>().RemoveAsync(admin, schedule, 1, Stop);
        var run = await rig.AskAsync(Core.Exports.ExportRig.HeldKey);
        await rig.Requests.StopAsync(admin, run, Stop);
        await rig.Requests.RetryAsync(admin, run, Stop);

        await AssertToldAsync(rig.Store);

        // What needs files and mail: imports, lists, pages and deliveries.
        List<string> left = [];
        left.AddRange(new[] { "import-run", "export-run", "view", "community" }.Where(kind => AuditWords.FindKind(kind) is null));
        left.AddRange(new[] { "Uploaded", "Imported", "Exported", "Mailed", "Downloaded", "Skipped", "Revealed", "PasswordChanged" }
            .Where(action => AuditWords.FindAction(action) is null));
        left.AddRange(new[] { "Kind", "FileName", "FileBytes", "FileHash", "Rows", "Added", "Changed", "Unchanged", "Refused", "Format",
            "View", "Search", "Sort", "Hash", "IsWhole", "Page", "Of", "From", "To", "ContentHash", "UserId" }
            .Where(field => FieldChanges.FindName(null, field) is null));
        Assert.True(left.Count == 0, string.Join('\n', left.Distinct()));
    }

    private static async Task AssertToldAsync(TestStore store)
    {
        await using var db = await store.Factory.CreateDbContextAsync(Stop);
        List<string> left = [];
        foreach (var line in await db.AuditEntries.AsNoTracking().ToListAsync(Stop))
        {
            if (AuditWords.FindKind(line.Kind) is null) left.Add($"kind {line.Kind}");
            if (AuditWords.FindAction(line.Action) is null) left.Add($"action {line.Action} of {line.Kind}");
            foreach (var field in AuditDiff.Between(line.Before, line.After))
            {
                if (FieldChanges.FindName(line.Kind, field.Name) is null) left.Add($"{line.Kind}.{field.Name}");
                var told = FieldChanges.Write(line.Kind, field.Name, field.After ?? field.Before!);
                if (told.Contains('{') || told is "Worker" or "Fixed" or "petition" or "Leader,Worker" or "True" or "False"
                    || told.Contains(nameof(DayPlace.LastWorkingDay))) left.Add($"{line.Kind}.{field.Name} = {told}");
            }
        }

        Assert.True(left.Count == 0, string.Join('\n', left.Distinct()));
    }

    private static IEnumerable<IProperty> Told(IEntityType record) => record.GetProperties().Where(property =>
        !property.IsPrimaryKey() && property.Name is not nameof(Concentric.Data.Record.Version) and not nameof(EnteredRecord.RequestId));

    private static Type? EnumOf(IProperty property) =>
        (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } type ? type : null;

    private static IEnumerable<IEntityType> PartsOf(IReadOnlyList<IEntityType> types, IEntityType record) => types.Where(type =>
        type.ClrType.IsAssignableTo(typeof(IRecordPart))
        && type.GetForeignKeys().Any(key => key.DeleteBehavior == DeleteBehavior.Cascade && key.PrincipalEntityType == record));

    private static bool IsAudited(Type part) => ((IRecordPart)RuntimeHelpers.GetUninitializedObject(part)).IsAudited;
}
