using Concentric.Communities;
using Concentric.Jobs;
using Concentric.Robots;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Robots;

/// <summary>A store with the services of robots, and a server that stands for the platform's.</summary>
internal sealed class RobotRig : IAsyncDisposable
{
    public const string Key = "key-of-the-group";
    public const string Secret = "SEC-of-the-group";

    private RobotRig(TestStore store, RobotServer server) => (Store, Server) = (store, server);

    public TestStore Store { get; }

    public RobotServer Server { get; }

    public RobotDispatcher Dispatcher => Store.Get<RobotDispatcher>();

    public Outbox<RobotMessage> Outbox => Store.Get<Outbox<RobotMessage>>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RobotRig> CreateAsync(RobotForm form = RobotForm.WeCom) =>
        new(await TestStore.CreateAsync(Configure), await RobotServer.StartAsync(form));

    public static void Configure(IServiceCollection services) => services
        .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
        .AddSingleton(new StreetOffice("胡家园街道办事处", "Hujiayuan Street Office") { Address = "https://office.example.cn" })
        // One that never answers is waited for as long as the test can bear.
        .AddSingleton(new RobotTimes(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)))
        .AddRobots();

    /// <summary>A robot as one is entered.</summary>
    public RobotDetails Details(RobotForm form = RobotForm.WeCom, params int[] communities) => new("街道工作群", form, Server.Address, Key,
        form == RobotForm.WeCom ? null : Secret, form != RobotForm.WeCom, communities, "zh-CN", TellsMornings: true, TellsTroubles: false,
        IsOn: true);

    public Task<int> AddAsync(RobotDetails details) => Store.Get<RobotCommands>().AddAsync(TestStore.Administrator, details, Cancellation);

    public async Task<Robot> RobotAsync()
    {
        await using var db = Store.Open();
        return await db.Robots.AsNoTracking().SingleAsync(Cancellation);
    }

    /// <summary>Puts messages for a robot into its outbox.</summary>
    public async Task SayAsync(int robot, params string[] keys)
    {
        await using var db = Store.Open();
        var told = await db.Robots.AsNoTracking().SingleAsync(one => one.Id == robot, Cancellation);
        foreach (var key in keys) RobotMessages.Add(db, told, key, $"标题 {key}", ["第一行", "第二行"], "work", Store.Time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Sends what may be sent now.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> SendAsync()
    {
        var tried = 0;
        for (; await Dispatcher.TakeAsync(Cancellation) is { } taken; tried++) await Dispatcher.CarryAsync(taken, Cancellation);
        return tried;
    }

    public async Task<IReadOnlyList<RobotMessage>> MessagesAsync()
    {
        await using var db = Store.Open();
        return await db.RobotMessages.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Store.DisposeAsync();
    }
}
