using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LastSignIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "LastSignedInAt",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            // What sessions still tell, so that nobody who came last week looks like somebody who never did.
            migrationBuilder.Sql(
                "UPDATE AspNetUsers SET LastSignedInAt = "
                + "(SELECT MAX(StartedAt) FROM SignInSessions WHERE SignInSessions.UserId = AspNetUsers.Id)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LastSignedInAt",
                table: "AspNetUsers");
        }
    }
}
