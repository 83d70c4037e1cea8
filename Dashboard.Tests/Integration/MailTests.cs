using Concentric.Alerts;
using Concentric.Communities;
using Concentric.Dashboard.Mail;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Mail;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Integration;

/// <summary>Mails about workbooks, over real sockets to servers of all manners.</summary>
public sealed class MailTests : IAsyncDisposable
{
    private readonly SmtpServer server = new();
    private DeliveryRig? rig;
    private WorkbookMail? mails;
    private int recipient;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DeliveryRig Rig => rig!;

    public async ValueTask DisposeAsync()
    {
        if (rig is not null) await rig.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task AMail_HoldsTheLink_AndIsSentOnce()
    {
        var carrier = await BeginAsync();
        Assert.True(await CarryAsync(carrier));
        var mail = Assert.Single(server.Mails);
        Assert.Equal("held 2026-03-09 至 2026-03-15", mail.Subject);
        Assert.Equal(("leader", "leader@example.cn"), (mail.To.Mailboxes.Single().Name, mail.To.Mailboxes.Single().Address));
        Assert.Equal(("胡家园街道办事处", "office@example.cn"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal("auto-generated", mail.Headers[MimeKit.HeaderId.AutoSubmitted]);
        Assert.Empty(mail.Attachments);
        var run = await Rig.Exports.RunAsync((await Rig.DeliveryAsync()).RunId);
        Assert.Contains($"https://office.example.cn/panel/exports/{run.Id}\n", mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains("数据截至 2026-03-18 10:00", mail.TextBody);
        Assert.Contains("周报", mail.TextBody);
        Assert.Equal((OutboxState.Sent, TestStore.Start.UtcDateTime),
            ((await Rig.DeliveryAsync()).State, (await Rig.DeliveryAsync()).EndedAt));
        Assert.Null(await Rig.Outbox.TakeAsync(Cancellation));
    }

    [Theory]
    [InlineData(true, 4, true, "附件是同一份文件")]
    [InlineData(true, 3, false, "没有作为附件发送")]
    [InlineData(false, 4, false, null)]
    public async Task TheFile_GoesAlongOnlyWhereAllowed_AndUpToTheLimit(bool isAllowed, long most, bool goes, string? words)
    {
        // The held template writes four bytes.
        Assert.True(await CarryAsync(await BeginAsync(options => options with { AttachFiles = isAllowed, AttachAtMost = most })));
        var mail = Assert.Single(server.Mails);
        Assert.Equal(goes ? ["held 2026-03-09 至 2026-03-15.xlsx"] : [], mail.Attachments.Select(file => file.ContentDisposition!.FileName));
        if (words is not null) Assert.Contains(words, mail.TextBody);
        else Assert.DoesNotContain("附件", mail.TextBody);
        await using var db = Rig.Store.Open();
        Assert.Equal(goes ? [$"{{\"UserId\":{recipient}}}"] : [],
            await db.AuditEntries.Where(line => line.Action == "Mailed").Select(line => line.After).ToListAsync(Cancellation));
    }

    /// <summary>As where the mail has waited for longer than workbooks are kept, or somebody has emptied the folder.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWorkbookThatIsGone_IsSaidToBeGone_AndNotTooLarge(bool isKnown)
    {
        var carrier = await BeginAsync(options => options with { AttachFiles = true });
        var run = await Rig.Exports.RunAsync((await Rig.DeliveryAsync()).RunId);
        await Rig.Store.Get<Data.Files.FileStore>().DeleteAsync(ExportFiles.NameOf(run), Cancellation);
        await using (var db = Rig.Store.Open())
        {
            if (isKnown) await db.ExportRuns.ExecuteUpdateAsync(row => row.SetProperty(one => one.FileBytes, (long?)null), Cancellation);
        }

        Assert.True(await CarryAsync(carrier));
        var mail = Assert.Single(server.Mails);
        Assert.Empty(mail.Attachments);
        Assert.Contains("文件已不在服务器上", mail.TextBody);
        Assert.DoesNotContain("附件", mail.TextBody);
    }

    [Theory]
    [InlineData(SmtpManner.RefusesRecipient, OutboxState.GivenUp, MailProblem.Refused, "550 5.1.1 no such person here")]
    [InlineData(SmtpManner.RefusesForNow, OutboxState.Waiting, MailProblem.Refused, "451 4.3.0 come again later")]
    public async Task ARefusal_IsWrittenDownInTheServersWords(SmtpManner manner, OutboxState state, MailProblem problem, string answer)
    {
        var carrier = await BeginAsync();
        server.Manner = manner;
        Assert.True(await CarryAsync(carrier));
        var row = await Rig.DeliveryAsync();
        Assert.Equal((state, problem, answer, 1), (row.State, row.Problem, row.Answer, row.Failures));
        Assert.Equal(state == OutboxState.Waiting ? TestStore.Start.UtcDateTime + OutboxRow.Pauses[0] : null, row.NextAt);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task AfterRefusals_ItIsSentInTheEnd_Once()
    {
        var carrier = await BeginAsync();
        server.Manner = SmtpManner.RefusesForNow;
        await CarryAsync(carrier);
        Rig.Store.Time.Advance(OutboxRow.Pauses[0]);
        server.Manner = SmtpManner.Accepts;
        await CarryAsync(carrier);
        Assert.Single(server.Mails);
        Assert.Equal((OutboxState.Sent, 1), ((await Rig.DeliveryAsync()).State, (await Rig.DeliveryAsync()).Failures));
    }

    [Fact]
    public async Task AServerThatHangs_IsLeftInTime_AndTriedAgainLater()
    {
        var carrier = await BeginAsync(options => options with { Timeout = TimeSpan.FromMilliseconds(300) });
        server.Manner = SmtpManner.Hangs;
        Assert.False(await CarryAsync(carrier));
        var row = await Rig.DeliveryAsync();
        Assert.Equal((OutboxState.Waiting, MailProblem.TimedOut, 1), (row.State, row.Problem, row.Failures));
    }

    [Fact]
    public async Task AServerThatFallsSilentWithTheMail_IsNotGivenItTwice()
    {
        var carrier = await BeginAsync(options => options with { Timeout = TimeSpan.FromMilliseconds(300) });
        server.Manner = SmtpManner.HangsWithTheMail;
        Assert.True(await CarryAsync(carrier));
        Assert.Equal(OutboxState.Uncertain, (await Rig.DeliveryAsync()).State);
        Rig.Store.Time.Advance(TimeSpan.FromDays(2));
        await Rig.Outbox.RecoverAsync(atStart: true, Cancellation);
        Assert.Null(await Rig.Outbox.TakeAsync(Cancellation));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task AServerThatAnswersLate_IsWaitedFor()
    {
        var carrier = await BeginAsync();
        server.Manner = SmtpManner.AnswersLate;
        var carrying = CarryAsync(carrier);
        await server.NextAsync();
        Assert.Equal(OutboxState.Sending, (await Rig.DeliveryAsync()).State);
        server.LetGo();
        Assert.True(await carrying);
        Assert.Equal(OutboxState.Sent, (await Rig.DeliveryAsync()).State);
    }

    [Fact]
    public async Task WithoutAServer_ItIsTriedAgainLater()
    {
        var carrier = await BeginAsync();
        await server.DisposeAsync();
        Assert.False(await CarryAsync(carrier));
        Assert.Equal((OutboxState.Waiting, MailProblem.Unreachable),
            ((await Rig.DeliveryAsync()).State, (await Rig.DeliveryAsync()).Problem));
    }

    [Fact]
    public async Task AServerWithoutTls_GetsNothingUnlessTheSettingsSaySo()
    {
        var carrier = await BeginAsync(options => options with { Security = MailSecurity.StartTls });
        Assert.False(await CarryAsync(carrier));
        Assert.Equal(MailProblem.NotSecured, (await Rig.DeliveryAsync()).Problem);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task ASecuredServer_IsSignedInTo_AndSentTo(MailSecurity security)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue();
        (server.Certificate, server.IsTlsFromTheStart, server.Account) = (certificate, security == MailSecurity.Tls, ("office", "密码 1234"));
        var carrier = await BeginAsync(options =>
            options with { Security = security, User = "office", Password = "密码 1234", Authorities = authority.Certificates });
        Assert.True(await CarryAsync(carrier));
        Assert.Equal(OutboxState.Sent, (await Rig.DeliveryAsync()).State);
        Assert.Equal((1, 1), (server.Mails.Count, server.Secured));
    }

    [Theory]
    [InlineData("office", "wrong", true, "535")]
    [InlineData("office", "right", false, null)]
    public async Task AServerThatWillNotLetUsIn_IsNamed_AndTriedSixTimesInAll(string user, string password, bool asks, string? answer)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue();
        (server.Certificate, server.Account) = (certificate, asks ? ("office", "right") : null);
        var carrier = await BeginAsync(options =>
            options with { Security = MailSecurity.StartTls, User = user, Password = password, Authorities = authority.Certificates });
        for (var attempt = 1; attempt <= OutboxRow.MostFailures; attempt++)
        {
            Assert.False(await CarryAsync(carrier));
            var row = await Rig.DeliveryAsync();
            Assert.Equal((attempt == OutboxRow.MostFailures ? OutboxState.GivenUp : OutboxState.Waiting, MailProblem.SignIn, attempt),
                (row.State, row.Problem, row.Failures));
            if (answer is not null) Assert.StartsWith(answer, row.Answer);
            if (row.NextAt is { } next) Rig.Store.Time.SetUtcNow(next);
        }

        Assert.Null(await Rig.Outbox.TakeAsync(Cancellation));
        Assert.Equal(OutboxRow.MostFailures, server.Connections);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(false, "localhost")]
    [InlineData(true, "mail.elsewhere.example")]
    public async Task ACertificateThatIsNotTrusted_OrForAnotherName_GetsNoPasswordAndNoMail(bool isOurs, string name)
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var certificate = authority.Issue(name);
        (server.Certificate, server.Account) = (certificate, ("office", "right"));
        foreach (var trusted in isOurs ? [authority.Certificates] : new[] { null, other.Certificates })
        {
            if (rig is not null) await rig.DisposeAsync();
            var carrier = await BeginAsync(options =>
                options with { Security = MailSecurity.StartTls, User = "office", Password = "right", Authorities = trusted });
            Assert.False(await CarryAsync(carrier));
            var row = await Rig.DeliveryAsync();
            Assert.Equal((OutboxState.Waiting, MailProblem.NotSecured, 1), (row.State, row.Problem, row.Failures));
        }

        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task NoticesOfAllKinds_AreOneMail_WithNothingThatSomebodyHasTypedAboutAPerson_SentOnce()
    {
        rig = await DeliveryRig.CreateAsync(DeliveryRig.Server(server.Port));
        recipient = await rig.AddAsync("leader", Role.Leader);
        var kinds = Enum.GetValues<NoticeKind>();
        await using (var db = rig.Store.Open())
        {
            db.NoticeChoices.AddRange(Enum.GetValues<NoticeTopic>()
                .Select(topic => new NoticeChoice { UserId = recipient, Topic = topic, Mail = NoticeWhen.Daily }));
            await db.SaveChangesAsync(Cancellation);
            foreach (var kind in kinds)
            {
                await db.AddNoticesAsync([new Notice
                {
                    UserId = recipient,
                    Kind = kind,
                    RecordKind = KindOf(kind),
                    RecordId = 7,
                    Day = TestStore.Today,
                    CommunityId = TestStore.Xinsheng,
                    Number = kind is NoticeKind.Overdue ? "SQ-1" : null,
                    Title = "张三 13800000000 家门口",
                    By = "李四",
                    At = TestStore.Start.UtcDateTime,
                }], Cancellation);
            }

            await db.SaveChangesAsync(Cancellation);
        }

        rig.Store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await rig.Store.Get<NoticeMails>().GatherAsync(Cancellation));
        var outbox = new Outbox<NoticeMail>(rig.Store.Factory, rig.Store.Get<StoreOptions>(), rig.Store.Get<OfficeClock>());
        var carrier = new MailDispatcher(Fixed.Of(DeliveryRig.Server(server.Port)), NullLogger<MailDispatcher>.Instance);
        Assert.True(await carrier.CarryAsync(await LetterAsync(outbox), Cancellation));
        Assert.Null(await outbox.TakeAsync((waiting, _) => waiting, Cancellation));
        var mail = Assert.Single(server.Mails);
        Assert.Equal($"{kinds.Length} 条提醒 · 胡家园街道办事处", mail.Subject);
        foreach (var word in new[] { "张三", "13800000000", "李四" }) Assert.DoesNotContain(word, mail.Subject + mail.TextBody);
        Assert.Contains("- 逾期：诉求 SQ-1、馨盛园、2026-03-18\n", mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains("https://office.example.cn/panel/notices\n", mail.TextBody.ReplaceLineEndings("\n"));
        Assert.Equal(kinds.Length, mail.TextBody.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("zh-CN", "馨盛园", "起。", "还有 2 项")]
    [InlineData("en", "Xinsheng", "since 2026-03-17", "and 2 more")]
    public async Task EachAlert_IsNamedWithItsLink_AsManyAsTheMailTakes(string language, string place, string since, string more)
    {
        rig = await DeliveryRig.CreateAsync(DeliveryRig.Server(server.Port));
        recipient = await rig.AddAsync("leader", Role.Leader);
        var many = await AddAlertsAsync(NoticeMailText.MostAlerts + 2, language);
        var outbox = new Outbox<NoticeMail>(rig.Store.Factory, rig.Store.Get<StoreOptions>(), rig.Store.Get<OfficeClock>());
        var carrier = new MailDispatcher(Fixed.Of(DeliveryRig.Server(server.Port)), NullLogger<MailDispatcher>.Instance);
        Assert.True(await carrier.CarryAsync(await LetterAsync(outbox), Cancellation));
        var lines = Assert.Single(server.Mails).TextBody!.ReplaceLineEndings("\n").Split('\n')
            .Where(line => line.StartsWith("  · ", StringComparison.Ordinal)).ToList();
        Assert.Equal(NoticeMailText.MostAlerts + 1, lines.Count);
        Assert.All(lines.Take(NoticeMailText.MostAlerts), line =>
        {
            Assert.Contains(place, line);
            Assert.Contains(since, line);
            Assert.Contains("https://office.example.cn/panel/alerts/history?alert=", line);
        });
        Assert.Contains(more, lines[^1]);
        Assert.EndsWith($"https://office.example.cn/panel/alerts/history?told={many}", lines[^1]);
    }

    /// <summary>Alerts of one look, with their notice in a mail.</summary>
    /// <returns>Id of the notice.</returns>
    private async Task<long> AddAlertsAsync(int count, string language)
    {
        await using var db = Rig.Store.Open();
        var at = TestStore.Start.UtcDateTime;
        var rule = new AlertRule
        {
            MetricKey = "petitions.overdue",
            Condition = AlertCondition.PastLimit,
            Side = AlertSide.Above,
            LimitMilli = 3_000,
            Scope = AlertScope.Street,
            OwnerId = recipient,
            SetBy = "刘主任",
        };
        db.Add(rule);
        db.Add(new NoticeDigest { UserId = recipient, Hour = NoticeDigest.StandardHour, Language = language });
        await db.SaveChangesAsync(Cancellation);
        var firings = Enumerable.Range(0, count).Select(i => new AlertFiring
        {
            RuleId = rule.Id,
            CommunityId = TestStore.Xinsheng,
            MetricKey = "petitions.overdue",
            Condition = AlertCondition.PastLimit,
            Side = AlertSide.Above,
            LimitMilli = 3_000,
            Value = 5 + i,
            PeriodFrom = new(2026, 3, 1),
            PeriodTo = new(2026, 3, 17),
            BeganOn = new(2026, 3, 17),
            BeganAt = at,
        }).ToList();
        db.AddRange(firings);
        var mail = new NoticeMail { UserId = recipient, State = OutboxState.Waiting, NextAt = at, At = at };
        db.Add(mail);
        await db.SaveChangesAsync(Cancellation);
        var notice = new Notice
        {
            UserId = recipient,
            Kind = NoticeKind.AlertBegan,
            RecordKind = AlertTelling.Kind,
            Day = TestStore.Today,
            StepId = 1,
            Count = count,
            At = at,
            MailWhen = NoticeWhen.AtOnce,
            MailId = mail.Id,
            IsListed = true,
        };
        notice.Listed.AddRange(firings.Select(one => new Lists.ListedRecord { RecordId = one.Id, UserId = recipient }));
        db.Add(notice);
        await db.SaveChangesAsync(Cancellation);
        return notice.Id;
    }

    [Fact]
    public async Task NoticesOfWhichNothingIsLeftToSay_AreWithdrawn()
    {
        rig = await DeliveryRig.CreateAsync(DeliveryRig.Server(server.Port));
        recipient = await rig.AddAsync("leader", Role.Leader);
        await using (var db = rig.Store.Open())
        {
            var at = TestStore.Start.UtcDateTime;
            db.NoticeMails.Add(new NoticeMail { UserId = recipient, State = OutboxState.Waiting, NextAt = at, At = at });
            await db.SaveChangesAsync(Cancellation);
        }

        var outbox = new Outbox<NoticeMail>(rig.Store.Factory, rig.Store.Get<StoreOptions>(), rig.Store.Get<OfficeClock>());
        var carrier = new MailDispatcher(Fixed.Of(DeliveryRig.Server(server.Port)), NullLogger<MailDispatcher>.Instance);
        Assert.True(await carrier.CarryAsync(await LetterAsync(outbox), Cancellation));
        Assert.Empty(server.Mails);
        await using var after = rig.Store.Open();
        Assert.Equal(OutboxState.Withdrawn, (await after.NoticeMails.AsNoTracking().SingleAsync(Cancellation)).State);
    }

    [Fact]
    public async Task WhoWantsWorkbooksInTheDailyMail_GetsNoMailOfEach()
    {
        rig = await DeliveryRig.CreateAsync(DeliveryRig.SomeServer);
        recipient = await rig.AddAsync("leader", Role.Leader);
        await using (var db = rig.Store.Open())
        {
            db.NoticeChoices.Add(new NoticeChoice { UserId = recipient, Topic = NoticeTopic.Workbooks, Mail = NoticeWhen.Daily });
            await db.SaveChangesAsync(Cancellation);
        }

        await rig.MakeAsync(await rig.ScheduleAsync([recipient]));
        Assert.Equal(OutboxState.Told, (await rig.DeliveryAsync()).State);
        Assert.Equal(NoticeWhen.Daily, Assert.Single(await rig.NoticesAsync()).MailWhen);
    }

    private async Task<OutgoingLetter> LetterAsync(Outbox<NoticeMail> outbox) => new OutgoingNotices(
        (await outbox.TakeAsync((waiting, _) => waiting, Cancellation))!, outbox, Rig.Store.Get<NoticeMails>(),
        new NoticeMailText(Fixed.Of(Rig.Store.Get<StreetOffice>()), Rig.Store.Get<Ledgers.CommunityDirectory>(),
            Rig.Store.Get<AlertQueries>(), Rig.Store.Get<OfficeClock>()));

    /// <summary>A kind of record of which such a notice may tell.</summary>
    private static string KindOf(NoticeKind kind) => NoticeTopics.Of(kind) switch
    {
        NoticeTopic.Workbooks or NoticeTopic.Failures => ExportRunChanges.Kind,
        NoticeTopic.Figures => RecordKinds.NameOf<PublishedFigures.PublishedFigure>(),
        NoticeTopic.Evaluation => RecordKinds.NameOf<Evaluation.EvaluationCycle>(),
        NoticeTopic.Program => AdministratorNotices.RecordKind,
        _ => RecordKinds.NameOf<Petitions.Petition>(),
    };

    /// <summary>A workbook that is made, with its mail in the outbox.</summary>
    private async Task<MailDispatcher> BeginAsync(Func<MailOptions, MailOptions>? change = null)
    {
        var options = DeliveryRig.Server(server.Port);
        options = change?.Invoke(options) ?? options;
        rig = await DeliveryRig.CreateAsync(options);
        recipient = await rig.AddAsync("leader", Role.Leader);
        await rig.MakeAsync(await rig.ScheduleAsync([recipient]));
        mails = new WorkbookMail(rig.Store.Get<ExportTemplates>(), rig.Store.Get<ExportFiles>(),
            Fixed.Of(rig.Store.Get<StreetOffice>()), rig.Store.Get<OfficeClock>());
        return new MailDispatcher(Fixed.Of(options), NullLogger<MailDispatcher>.Instance);
    }

    private async Task<bool> CarryAsync(MailDispatcher carrier) =>
        await carrier.CarryAsync(new OutgoingWorkbook((await Rig.Outbox.TakeAsync(Cancellation))!, Rig.Outbox, mails!), Cancellation);
}
