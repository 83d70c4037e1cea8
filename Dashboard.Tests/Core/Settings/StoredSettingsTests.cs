using System.Globalization;
using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Hazards;
using Concentric.Live;
using Concentric.Mail;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Rules;
using Concentric.Settings;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Core.Settings;

/// <summary>
/// Settings that administrators keep in the store: what wins over what, who may, what is written down, what changes by it.
/// </summary>
public sealed class StoredSettingsTests
{
    private const string Secret = "hidden-word";
    private const string MinimumRanked = "Metrics:MinimumRanked";
    private const string General = "Hazards:GeneralDueWorkingDays";

    private static readonly CurrentUser Another = new("李四", Role.Administrator);

    private static readonly SettingChange[] Mail =
    [
        new("Mail:Host", "smtp.example.cn", 0), new("Mail:From", "office@example.cn", 0), new("Mail:User", "office", 0),
        new("Mail:Password", Secret, 0), new("Mail:Site", "https://dashboard.example.cn/", 0),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static CurrentUser Administrator => TestStore.Administrator;

    [Fact]
    public async Task EnvironmentWinsOverFile_FileOverStore_StoreOverDefault()
    {
        var prefix = $"T{Guid.NewGuid():N}_";
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "office.json");
        await File.WriteAllTextAsync(file, """{ "Hazards": { "GeneralDueWorkingDays": 20, "MajorDueWorkingDays": 6 } }""", Stop);
        Environment.SetEnvironmentVariable($"{prefix}Hazards__GeneralDueWorkingDays", "30");
        try
        {
            await using var store = await SettingsRig.CreateAsync(sources => sources.AddJsonFile(file).AddEnvironmentVariables(prefix));
            await using (var db = store.Open())
            {
                foreach (var key in new[] { General, "Hazards:MajorDueWorkingDays", "Hazards:EscalateAfterWorkingDays" })
                    db.Settings.Add(new StoredSetting { Key = key, Value = "9", Version = 1, ChangedBy = "张三" });
                await db.SaveChangesAsync(Stop);
            }

            await store.Get<SettingsLoader>().LoadAsync(Stop);

            Assert.Equal(new HazardSettings(30, 6, 9), store.Current<HazardSettings>());
            Assert.Equal(3, store.Current<Concentric.Work.WorkSettings>().DueSoonWorkingDays);
            var lines = await store.Get<SettingsEditor>().ReadAsync(Administrator, DueDaySettings.Group, Stop);
            Assert.Equal(
                [("30", SettingOrigin.Environment, false), ("6", SettingOrigin.File, false), ("9", SettingOrigin.Store, true),
                    ("3", SettingOrigin.Default, true), ("3", SettingOrigin.Default, true), ("10", SettingOrigin.Default, true)],
                lines.Select(line => (line.Value!, line.Origin, line.IsOpen)));
            Assert.Equal("office.json", lines[1].Source);
            // What is set elsewhere can't be changed here, and the refusal says where it is.
            var refused = await Assert.ThrowsAsync<SettingsRefusedException>(() =>
                store.SetAsync(Administrator, new SettingChange("Hazards:MajorDueWorkingDays", "4", 1)));
            Assert.Equal(("Settings.SetElsewhere", "office.json"),
                (refused.Problems.Single().Mend, refused.Problems.Single().Values.Single()));
        }
        finally
        {
            Environment.SetEnvironmentVariable($"{prefix}Hazards__GeneralDueWorkingDays", null);
        }
    }

    /// <summary>Walks the declarations: a setting more is tested by itself.</summary>
    [Fact]
    public async Task EveryNumber_IsTakenAtItsEdges_AndRefusedOnePast()
    {
        await using var store = await SettingsRig.CreateAsync();
        var rules = store.Get<ISettingRules>();
        var walked = 0;
        foreach (var setting in SettingGroups.All.SelectMany(group => group.Settings)
            .Where(one => one is { IsNumber: true, IsOnScreen: true }))
        {
            walked++;
            // Mail is read whole only with a server.
            var others = setting.Key.StartsWith("Mail:", StringComparison.Ordinal)
                ? Mail.ToDictionary(change => change.Key, change => change.Value!) : [];
            var step = setting.Type == SettingType.Whole ? 1m : 0.001m;
            foreach (var inside in new[] { setting.Least, setting.Most })
                Assert.DoesNotContain(Check(inside), problem => problem.Mend is "Settings.Whole" or "Settings.Number");
            foreach (var outside in new[] { setting.Least - step, setting.Most + step })
            {
                Assert.Contains(Check(outside),
                    problem => problem.Key == setting.Key && problem.Mend is "Settings.Whole" or "Settings.Number");
            }

            IReadOnlyList<SettingProblem> Check(decimal value) => rules.Check(
                new Dictionary<string, string>(others) { [setting.Key] = value.ToString(CultureInfo.InvariantCulture) }, [setting.Key]);
        }

        Assert.True(walked >= 20, $"The walk finds {walked} settings.");
    }

    [Fact]
    public async Task EveryText_IsTakenAtItsLongest_AndRefusedOnePast()
    {
        await using var store = await SettingsRig.CreateAsync();
        var rules = store.Get<ISettingRules>();
        foreach (var setting in SettingGroups.All.SelectMany(group => group.Settings)
            .Where(one => one is { IsOnScreen: true, Type: SettingType.Text or SettingType.Secret }))
        {
            Assert.DoesNotContain(Check(TextLimits.Name), problem => problem is { Mend: "Settings.Text" });
            Assert.Contains(Check(TextLimits.Name + 1), problem => problem.Key == setting.Key && problem.Mend == "Settings.Text");

            IReadOnlyList<SettingProblem> Check(int length) =>
                rules.Check(new Dictionary<string, string> { [setting.Key] = new('a', length) }, [setting.Key]);
        }
    }

    [Fact]
    public async Task ASavedSetting_HoldsAtOnce_AndIsWrittenDown_BeforeAndAfter()
    {
        await using var store = await SettingsRig.CreateAsync();
        await SaveAsync(store, Administrator, new SettingChange(MinimumRanked, "8", 0));
        Assert.Equal(8, store.Current<MetricOptions>().MinimumRanked);
        await SaveAsync(store, Another, new SettingChange(MinimumRanked, null, 1));
        Assert.Equal(5, store.Current<MetricOptions>().MinimumRanked);

        await using var db = store.Open();
        var lines = await db.AuditEntries.Where(line => line.Kind == SettingCommands.Kind).OrderBy(line => line.Id).ToListAsync(Stop);
        Assert.Equal([(Administrator.Name, "5", "8"), (Another.Name, "8", "5")], lines.Select(line =>
        {
            var field = Assert.Single(AuditDiff.Between(line.Before, line.After));
            Assert.Equal(MinimumRanked, field.Name);
            return (line.By, field.Before!, field.After!);
        }));
        Assert.Equal(2, await db.ChangeLog.CountAsync(row => row.Kind == SettingCommands.Kind, Stop));
        var row = await db.Settings.SingleAsync(Stop);
        Assert.Equal((null, 2, Another.Name), (row.Value, row.Version, row.ChangedBy));

        // Nothing is written when nothing is different.
        Assert.Empty(await store.SetAsync(Administrator, new SettingChange(MinimumRanked, null, 2)));
        Assert.Equal(2, await db.AuditEntries.CountAsync(line => line.Kind == SettingCommands.Kind, Stop));
    }

    [Fact]
    public async Task TheSecondOfTwoAdministrators_IsTold_AndNothingIsOverwritten()
    {
        await using var store = await SettingsRig.CreateAsync();
        await store.SetAsync(Administrator, new SettingChange(General, "12", 0));

        var changed = await Assert.ThrowsAsync<SettingsChangedException>(() =>
            store.SetAsync(Another, new(General, "15", 0), new("Work:DueSoonWorkingDays", "5", 0)));
        Assert.Equal(new SettingChangedMeanwhile(General, "12", Administrator.Name, TestStore.Start.UtcDateTime),
            Assert.Single(changed.Changes));
        await using var db = store.Open();
        Assert.Equal([(General, "12")], (await db.Settings.ToListAsync(Stop)).Select(row => (row.Key, row.Value!)));

        // Another setting of the group is nobody's conflict, and back to the default counts as a change too.
        await store.SetAsync(Another, new SettingChange("Work:DueSoonWorkingDays", "5", 0));
        await store.SetAsync(Another, new SettingChange(General, null, 1));
        await Assert.ThrowsAsync<SettingsChangedException>(() => store.SetAsync(Administrator, new SettingChange(General, "20", 1)));
    }

    [Fact]
    public async Task OnlyAdministrators_ReadAndChange()
    {
        await using var store = await SettingsRig.CreateAsync();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Administrator))
        {
            var caller = new CurrentUser("x", role);
            await Assert.ThrowsAsync<RefusedException>(() => store.SetAsync(caller, new SettingChange(MinimumRanked, "8", 0)));
            await Assert.ThrowsAsync<RefusedException>(() => store.Get<SettingCommands>().NoteTestAsync(caller, "smtp", Stop));
            Assert.Empty(await store.Get<SettingsEditor>().ReadAsync(caller, FigureSettings.Group, Stop));
        }

        await using var db = store.Open();
        Assert.False(await db.Settings.AnyAsync(Stop));
        Assert.False(await db.AuditEntries.AnyAsync(line => line.Kind == SettingCommands.Kind, Stop));
    }

    [Theory]
    [InlineData("Data:Folder")]
    [InlineData("ConnectionStrings:Dashboard")]
    [InlineData("Mail:CertificateAuthority")]
    [InlineData("Urls")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    public async Task WhatBelongsToTheMachine_IsNotSetOnScreen_NorReadFromTheStore(string key)
    {
        await using var store = await SettingsRig.CreateAsync();
        var refused = await Assert.ThrowsAsync<SettingsRefusedException>(() =>
            store.SetAsync(Administrator, new SettingChange(key, "/tmp", 0)));
        Assert.Equal("Settings.NotStored", refused.Problems.Single().Mend);
        await using (var db = store.Open())
        {
            db.Settings.Add(new StoredSetting { Key = key, Value = "/tmp", ChangedBy = "x" });
            await db.SaveChangesAsync(Stop);
        }

        await store.Get<SettingsLoader>().LoadAsync(Stop);
        Assert.Empty(store.Get<SettingValues>().Stored);
    }

    [Fact]
    public async Task ASecret_IsKeptProtected_AndIsNeitherReadNorAudited()
    {
        await using var store = await SettingsRig.CreateAsync();
        await SaveAsync(store, Administrator, Mail);
        Assert.Equal((Secret, true), (store.Current<MailOptions>().Password, store.Current<MailOptions>().IsOn));

        await using (var db = store.Open())
        {
            Assert.DoesNotContain(await db.Settings.ToListAsync(Stop), row => row.Value!.Contains(Secret, StringComparison.Ordinal));
            var line = await db.AuditEntries.SingleAsync(one => one.Kind == SettingCommands.Kind, Stop);
            Assert.DoesNotContain(Secret, line.Before + line.After);
            Assert.Contains(SettingCommands.Hidden, line.After);
            Assert.False(await db.ChangeLog.AnyAsync(row => row.Label!.Contains(Secret), Stop));
        }

        var lines = await store.Get<SettingsEditor>().ReadAsync(Administrator, MailSettings.Group, Stop);
        var read = Assert.Single(lines, line => line.Setting.IsSecret);
        Assert.Equal((null, true), (read.Value, read.HasSecret));
        Assert.DoesNotContain(lines, line => line.ToString().Contains(Secret, StringComparison.Ordinal));
        var stale = await Assert.ThrowsAsync<SettingsChangedException>(() =>
            store.SetAsync(Another, new SettingChange("Mail:Password", "x", 0)));
        Assert.DoesNotContain(Secret, stale.ToString() + stale.Changes.Single());
    }

    [Fact]
    public async Task APassword_IsTypedAgain_ForAnotherServer()
    {
        await using var store = await SettingsRig.CreateAsync();
        await store.SetAsync(Administrator, Mail);
        (string Key, string Value, int Version)[] tried =
            [("Mail:Host", "evil.example.com", 1), ("Mail:Port", "25", 0), ("Mail:Security", "None", 0), ("Mail:User", "b", 1)];
        foreach (var (key, value, version) in tried)
        {
            var refused = await Assert.ThrowsAsync<SettingsRefusedException>(() =>
                store.SetAsync(Administrator, new SettingChange(key, value, version)));
            Assert.Equal("Settings.PasswordAgain", refused.Problems.Single().Mend);
        }

        // The same password will do: who types it knows it.
        await store.SetAsync(Administrator, new("Mail:Host", "smtp2.example.cn", 1), new("Mail:Password", Secret, 1));
        await store.SetAsync(Administrator, new SettingChange("Mail:TimeoutSeconds", "20", 0));
    }

    [Fact]
    public async Task APasswordOfTheEnvironment_IsNotSentToAServerThatIsSetOnScreen()
    {
        await using var store = await SettingsRig.CreateAsync(sources =>
            sources.AddInMemoryCollection([new("Mail:Password", Secret), new("Mail:Host", "smtp.example.cn"), new("Mail:User", "office"),
                new("Mail:From", "a@example.cn"), new("Mail:Site", "https://c.example.cn")]));
        var refused = await Assert.ThrowsAsync<SettingsRefusedException>(() =>
            store.SetAsync(Administrator, new SettingChange("Mail:Port", "25", 0)));
        Assert.Equal("Settings.PasswordElsewhere", refused.Problems.Single().Mend);
        var lines = await store.Get<SettingsEditor>().ReadAsync(Administrator, MailSettings.Group, Stop);
        var line = Assert.Single(lines, one => one.Setting.IsSecret);
        Assert.Equal((null, false), (line.Value, line.IsOpen));
    }

    [Fact]
    public async Task WhatIsWrongBesideAFile_IsPassedOver_AndStopsNoStart()
    {
        await using var store = await SettingsRig.CreateAsync(sources => sources.AddInMemoryCollection([new("SignIn:AbsoluteDays", "10")]));
        await using (var db = store.Open())
        {
            db.Settings.Add(new StoredSetting { Key = "SignIn:RememberedIdleDays", Value = "30", Version = 1, ChangedBy = "x" });
            await db.SaveChangesAsync(Stop);
        }

        await store.Get<SettingsLoader>().LoadAsync(Stop);
        var limits = store.Current<SignInLimits>();
        Assert.Equal((TimeSpan.FromDays(7), TimeSpan.FromDays(10)), (limits.RememberedIdle, limits.Absolute));
        var section = store.Services.GetServices<ISettingsSection>().Single(one => one.Options == typeof(SignInLimits));
        Assert.Equal((0, "Settings.AbsoluteBelowIdle"), (section.Problems.Count, section.PassedOver.Single().Mend));
        var line = (await store.Get<SettingsEditor>().ReadAsync(Administrator, SignInSettings.Group, Stop)).Single(one => one.IsPassedOver);
        Assert.Equal("SignIn:RememberedIdleDays", line.Setting.Key);
        // And it can be mended there.
        await SaveAsync(store, Administrator, new SettingChange(line.Setting.Key, "9", line.Version));
        Assert.Equal(TimeSpan.FromDays(9), store.Current<SignInLimits>().RememberedIdle);
    }

    [Fact]
    public async Task AFileThatGoesWrong_ChangesNothing_UntilItIsMended()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "office.json");
        await WriteAsync("7");
        IConfigurationRoot? root = null;
        await using var store = await SettingsRig.CreateAsync(sources =>
        {
            sources.AddJsonFile(file);
            root = (IConfigurationRoot)sources;
        });
        foreach (var (written, holds) in new[] { ("0", 7), ("11", 11) })
        {
            await WriteAsync(written);
            root!.Reload();
            await store.Get<SettingsLoader>().LoadAsync(Stop);
            Assert.Equal(holds, store.Current<MetricOptions>().MinimumRanked);
        }

        Task WriteAsync(string least) => File.WriteAllTextAsync(file, $$"""{ "Metrics": { "MinimumRanked": {{least}} } }""", Stop);
    }

    [Fact]
    public async Task Figures_GoByTheSettingsAsTheyStand()
    {
        await using var store = await SettingsRig.CreateAsync();
        var catalogue = store.Get<MetricCatalogue>();
        var score = catalogue["score.three-rates"];
        // Response 1 of 1, resolution 1 of 2, satisfaction 0 of 1.
        TermValue[] values = [new(1), new(1), new(1), new(2), new(0), new(1)];
        Assert.Equal(0.1 + (0.5 * 0.5), score.Compute(values).Value!.Value, 6);
        Assert.Equal(1, RankOfSixCases());

        await SaveAsync(store, Administrator, new(MinimumRanked, "7", 0), new("Metrics:ScoreWeights:Response", "0.6", 0),
            new("Metrics:ScoreWeights:Resolution", "0", 0));
        Assert.Equal(0.6, score.Compute(values).Value!.Value, 6);
        Assert.Null(RankOfSixCases());

        int? RankOfSixCases() =>
            Ranking.Of(catalogue["petitions.on-time-rate"], [(1, new(0.5, 3, 6))], catalogue.Options.MinimumRanked).Single().Rank;
    }

    [Fact]
    public async Task DueDays_OfNewHazardsChange_AndOfOldOnesStay()
    {
        await using var store = await SettingsRig.CreateAsync();
        var old = await EnterAsync();
        await SaveAsync(store, Administrator, new SettingChange(General, "1", 0));
        var next = await EnterAsync();
        await using var db = store.Open();
        var due = await db.Hazards.OrderBy(hazard => hazard.Id).Select(hazard => hazard.DueOn).ToListAsync(Stop);
        Assert.Equal([new(2026, 4, 1), TestStore.Today.AddDays(1)], due);
        Assert.True(old < next);

        async Task<long> EnterAsync() => (await store.Get<HazardCommands>().EnterAsync(TestStore.WorkerOfXinsheng,
            Make.HazardValues(), Guid.NewGuid(), Stop)).Id;
    }

    [Fact]
    public async Task TheZone_IsAnotherWithoutARestart()
    {
        await using var store = await SettingsRig.CreateAsync();
        var clock = store.Get<OfficeClock>();
        Assert.Equal("Asia/Shanghai", clock.Zone.Id);
        await SaveAsync(store, Administrator, new SettingChange("Office:TimeZone", "Pacific/Auckland", 0));
        Assert.Equal(new DateTime(2026, 3, 18, 15, 0, 0), clock.ToOffice(TestStore.Start.UtcDateTime));
    }

    [Fact]
    public async Task AChangeOnOneNode_HoldsOnTheOther_WhichTellsItsPages()
    {
        await using var store = await SettingsRig.CreateAsync();
        var other = SettingsRig.Beside(store);
        await using var services = other.Services;
        await store.SetAsync(Administrator, new SettingChange(MinimumRanked, "8", 0));
        Assert.Equal(5, other.Current<MetricOptions>().MinimumRanked);

        var (updates, cube) = (other.Get<LiveUpdates>(), other.Get<MetricCube>());
        await cube.BuildAsync(Stop);
        var (sequence, told) = (cube.Current!.Sequence, new TaskCompletionSource());
        using var page = updates.Subscribe(() =>
        {
            told.TrySetResult();
            return Task.CompletedTask;
        });
        using var follower = new SettingsFollower(other.Get<SettingsLoader>(), other.Get<SettingValues>(), updates, cube, null!,
            other.Get<TimeProvider>(), NullLogger<SettingsFollower>.Instance);
        await follower.StartAsync(Stop);
        await told.Task.WaitAsync(Stop);
        Assert.Equal(8, other.Current<MetricOptions>().MinimumRanked);
        // Whoever keeps figures by the cube's state sees another one.
        Assert.True(cube.Current!.Sequence > sequence);
        await follower.StopAsync(Stop);
    }

    [Fact]
    public async Task ATestMail_GoesByWhatIsTyped_AndTellsHowItWent()
    {
        await using var server = new SmtpServer { Account = ("office", Secret) };
        await using var store = await SettingsRig.CreateAsync();
        SettingChange[] typed = [.. Mail.Where(change => change.Key != "Mail:Host"), new("Mail:Host", "127.0.0.1", 0),
            new("Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture), 0), new("Mail:Security", "None", 0),
            new("Mail:TimeoutSeconds", "1", 0)];
        var editor = store.Get<SettingsEditor>();
        var options = await editor.MailAsync(typed, Stop);
        var test = store.Get<MailTest>();
        Assert.Equal(new(null, null), await test.SendAsync(Administrator, options, "me@example.cn", Stop));
        Assert.Equal("me@example.cn", Assert.Single(server.Mails).To.Mailboxes.Single().Address);

        var refused = await test.SendAsync(Administrator, options with { Password = "another-word" }, "me@example.cn", Stop);
        Assert.Equal(MailProblem.SignIn, refused.Problem);
        Assert.DoesNotContain("another-word", refused.Answer ?? "");
        server.Manner = SmtpManner.RefusesRecipient;
        Assert.Equal(MailProblem.Refused, (await test.SendAsync(Administrator, options, "me@example.cn", Stop)).Problem);
        server.Manner = SmtpManner.Hangs;
        Assert.Equal(MailProblem.TimedOut, (await test.SendAsync(Administrator, options, "me@example.cn", Stop)).Problem);
        using var patience = new CancellationTokenSource();
        var waiting = test.SendAsync(Administrator, options with { Timeout = TimeSpan.FromMinutes(1) }, "me@example.cn", patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await using var db = store.Open();
        Assert.Equal(5, await db.AuditEntries.CountAsync(line => line.Kind == SettingCommands.Kind && line.Action == "Tested", Stop));
        Assert.False(await db.AuditEntries.AnyAsync(line => line.After!.Contains(Secret) || line.After.Contains("me@example.cn"), Stop));
        await Assert.ThrowsAsync<RefusedException>(() => test.SendAsync(TestStore.Leader, options, "me@example.cn", Stop));
    }

    private static Task SaveAsync(TestStore store, CurrentUser caller, params SettingChange[] changes) =>
        store.Get<SettingsEditor>().SaveAsync(caller, changes, Stop);
}
