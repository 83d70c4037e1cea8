using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Metrics;

return await StartUp.GuardAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(StartUp.Options(args));
    builder.WebHost.UseDefaultAddress(builder.Configuration);

    builder.AddSettingsAndStore();
    builder.Services.AddMetricCube();
    builder.Services.AddLanguages();
    builder.Services.AddPages(builder.Environment);
    builder.Services.AddSignIn();

    var app = builder.Build();

    app.UseSecurityHeaders();
    app.UseOriginCheck();
    app.UseRequestLocalization();
    app.UseErrorPages();
    app.UseRouting();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();

    app.MapStaticAssets().AllowAnonymous();
    app.MapPreferences();
    app.MapSignOut();
    app.MapPages();

    await app.PrepareStoreAsync();
    await app.AnnounceAccountsAsync();
    await app.RunAsync();
});
