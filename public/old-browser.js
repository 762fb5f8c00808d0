// Runs only where modules are unknown, and the app with them.
document.getElementById("boot").hidden = true;
document.getElementById("boot-failed").hidden = false;
document.querySelector("[data-reason=browser]").hidden = false;
