using Bunit;
using Concentric.Anomalies;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Infrastructure;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Live;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Records;

/// <summary>Renders pages of records for somebody, on a store of its own.</summary>
public sealed class RecordPagesContext : BunitContext
{
    private IRenderedComponent<MudDialogProvider>? dialogs;

    private RecordPagesContext(TestStore store, CurrentUser caller)
    {
        Store = store;
        // Whatever service of the store a page asks for.
        Services.AddFallbackServiceProvider(store.Services);
        Services.AddScoped<CurrentUserProvider>();
        // One of its own: the fallback has no scope.
        Services.AddScoped(_ => new PrerenderState(store.Get<LiveUpdates>()));
        // Keys of its own, in memory.
        Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        Services.AddMudServices();
        Services.AddScoped<PageMessages>();
        // The framework would make options of its own before it asks the store's services.
        Watch<HazardSettings>();
        Watch<AnomalySettings>();
        Watch<Concentric.Work.WorkSettings>();
        Watch<Concentric.Mail.MailOptions>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var authorization = this.AddAuthorization();
        authorization.SetAuthorized(caller.Name);
        authorization.SetClaims([.. CurrentUserClaims.Of(caller)]);
        authorization.SetPolicies(Policies.MayWrite, Policies.Administrator);
    }

    public TestStore Store { get; }

    private void Watch<T>() => Services.AddSingleton(_ => Store.Get<IOptionsMonitor<T>>());

    /// <summary>Where the page has led to.</summary>
    public string Address => Services.GetRequiredService<NavigationManager>().Uri;

    /// <summary>Where dialogs are shown.</summary>
    public IRenderedComponent<MudDialogProvider> Dialog => dialogs ??= Render<MudDialogProvider>();

    /// <param name="caller">A worker of xinsheng when left out.</param>
    /// <param name="configure">Adds services that the pages need besides those of records.</param>
    public static async Task<RecordPagesContext> CreateAsync(CurrentUser? caller = null, Action<IServiceCollection>? configure = null) =>
        new(
        await TestStore.CreateAsync(services =>
        {
            services.AddSingleton<LiveUpdates>();
            services.AddSingleton(Fixed.Of(new AnomalySettings()));
            configure?.Invoke(services);
        }),
        caller ?? TestStore.WorkerOfXinsheng);

    /// <summary>Chooses in a field: presses its button, or takes from its list what has the key.</summary>
    /// <param name="within">Selects the form, where a page has several.</param>
    public static Task ChooseAsync(IRenderedComponent<IComponent> page, string field, object key, string within = "")
    {
        var button = page.FindAll($"{within} [data-field='{field}'] input[data-key='{key}']");
        return button.Count > 0 ? button[0].ClickAsync(new())
            : page.Find($"{within} [data-choice][name='{field}']").ChangeAsync(new() { Value = key.ToString() });
    }

    /// <summary>The key of what is chosen in a field.</summary>
    public static string? ChosenIn(IRenderedComponent<IComponent> page, string field) =>
        page.Find($"[data-choice][name='{field}']").GetAttribute("value");

    /// <summary>Presses the button of an action of a page; its form is then in <see cref="Dialog"/>.</summary>
    public async Task OpenActionAsync(IRenderedComponent<IComponent> page, string key)
    {
        // Before it is asked for.
        _ = Dialog;
        await page.Find($"button[data-action={key}]").ClickAsync();
    }

    /// <summary>Sends the form of the dialog that is open.</summary>
    public Task SendActionAsync() => Dialog.Find("form[data-action-form]").SubmitAsync();

    /// <summary>What is told as wrong beside a field.</summary>
    public static string ErrorOf(IRenderedComponent<IComponent> page, string field) =>
        page.Find($"[data-field={field}] .field-error").TextContent.Trim();

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Store.DisposeAsync();
    }
}
