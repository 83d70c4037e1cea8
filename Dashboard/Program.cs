using Concentric.Dashboard.Infrastructure;

return await StartUp.GuardAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(StartUp.Options(args));
    builder.WebHost.UseDefaultAddress(builder.Configuration);

    builder.AddSettingsAndStore();
    builder.Services.AddLanguages();
    builder.Services.AddPages(builder.Environment);

    var app = builder.Build();

    app.UseSecurityHeaders();
    app.UseOriginCheck();
    app.UseRequestLocalization();
    app.UseErrorPages();
    app.UseRouting();
    app.UseAntiforgery();

    app.MapStaticAssets();
    app.MapPreferences();
    app.MapPages();

    await app.PrepareStoreAsync();
    await app.RunAsync();
});
