/** Campaigns over REST and in the console. */
@NullMarked
package fr.paraphe.campaign.web;

import org.jspecify.annotations.NullMarked;
