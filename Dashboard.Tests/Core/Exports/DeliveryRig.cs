using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.Mail;
using Concentric.Notices;
using Concentric.People;
using Concentric.Tests.Core.Robots;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Exports;

/// <summary>An office with accounts, a schedule that they get, and workbooks of one word.</summary>
internal sealed class DeliveryRig : IAsyncDisposable
{
    private static readonly CurrentUser Keeper = new("陈静", Role.Analyst);

    private DeliveryRig(ExportRig exports) => Exports = exports;

    public ExportRig Exports { get; }

    public TestStore Store => Exports.Store;

    public MailOutbox Outbox => Store.Get<MailOutbox>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="mail">The mail server; null for none.</param>
    /// <param name="robots">True with the services of group robots.</param>
    public static async Task<DeliveryRig> CreateAsync(MailOptions? mail = null, bool robots = false) =>
        new(await ExportRig.CreateAsync(services =>
    {
        services.AddPeople();
        if (robots) RobotRig.Configure(services);
        if (mail is not null) services.AddSingleton(mail);
    }));

    /// <summary>A server that nobody asks anything of.</summary>
    public static MailOptions SomeServer { get; } = Server(9);

    public static MailOptions Server(int port) =>
        new("127.0.0.1", port, MailSecurity.None, null, null, "office@example.cn", new Uri("https://office.example.cn/panel/"));

    /// <summary>An account whose mail address is its name at example.cn.</summary>
    public Task<int> AddAsync(string name, Role role, params int[] communities) =>
        Store.Get<AccountCommands>()
            .AddAsync(CurrentUser.System, name, new AccountDetails(name, role, communities, $"{name}@example.cn"), TestApp.Password,
                Cancellation);

    public Task<int> ScheduleAsync(int[] recipients, int[]? communities = null, int? owner = null, int[]? robots = null,
        string name = "周报") =>
        Store.Get<ScheduleCommands>().AddAsync(
        Keeper with { UserId = owner },
        new(name, ExportRig.HeldKey, new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "zh-CN", communities ?? [], null, true,
            recipients)
        {
            Robots = robots ?? [],
        }, Cancellation);

    /// <summary>Asks for the schedule's workbooks and makes them all.</summary>
    public async Task<IReadOnlyList<ExportRun>> MakeAsync(int schedule)
    {
        await Store.Get<ScheduleCommands>().RunNowAsync(Keeper, schedule, Cancellation);
        return await WorkAsync();
    }

    /// <summary>Does what waits for the workers.</summary>
    public async Task<IReadOnlyList<ExportRun>> WorkAsync()
    {
        List<ExportRun> runs = [];
        foreach (var id in Exports.Jobs.TakeAll())
        {
            Exports.Held.LetGo();
            await Exports.Runner.RunAsync(id, Cancellation);
            runs.Add(await Exports.RunAsync(id));
        }

        return runs;
    }

    public async Task<IReadOnlyList<ExportDelivery>> DeliveriesAsync()
    {
        await using var db = Store.Open();
        return await db.ExportDeliveries.AsNoTracking().OrderBy(row => row.UserId).ToListAsync(Cancellation);
    }

    public async Task<ExportDelivery> DeliveryAsync() => Assert.Single(await DeliveriesAsync());

    public async Task<IReadOnlyList<Notice>> NoticesAsync()
    {
        await using var db = Store.Open();
        return await db.Notices.AsNoTracking().OrderBy(notice => notice.Id).ToListAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => Exports.DisposeAsync();
}
